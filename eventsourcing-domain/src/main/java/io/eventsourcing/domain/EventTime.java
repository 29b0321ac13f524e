package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter by which the caller determines the time of an event, for imports
 * and for events that have happened earlier. It is a parameter of a constructor or method
 * with {@link Event}, or a component of the record of an event, and its type must be
 * {@link java.time.Instant}. A constructor must pass the time to
 * {@link Aggregate#Aggregate(java.time.Instant) super(time)}.
 * <p>
 * The time is stored as the time of the event, not as an attribute, with a precision of
 * microseconds. The body of the event receives it with that precision; if the caller
 * passes null, the body receives the time of the {@link EventClock}. When the aggregate
 * is rebuilt, the body receives the recorded time.
 * <p>
 * Times need not rise: {@link Aggregate#modifiedOn()} is the time of the latest event,
 * even if an earlier event has a later time.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
public @interface EventTime {

}
