/**
 * Auto-configuration of requests that wait for projections, with Spring MVC.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection.web;

import org.jspecify.annotations.NullMarked;
