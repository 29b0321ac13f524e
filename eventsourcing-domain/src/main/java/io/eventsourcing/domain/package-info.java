/**
 * Event-sourced aggregates and the events that they are made of.
 */
@NullMarked
package io.eventsourcing.domain;

import org.jspecify.annotations.NullMarked;
