/**
 * Auto-configuration of what the library offers over HTTP with Spring MVC: the header
 * that tells clients the position of the events that they have saved.
 */
@NullMarked
package io.eventsourcing.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
