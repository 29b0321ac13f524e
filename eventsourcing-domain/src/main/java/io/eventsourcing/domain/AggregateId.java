package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter that is the id of the aggregate. Its type must be
 * {@link java.util.UUID}.
 * <p>
 * A parameter of a constructor or method with {@link Event}, or a component of the record
 * of an event, is not stored as an attribute: when the aggregate is rebuilt, it receives
 * the recorded id. The constructor must pass the id to {@code super(id)}. A {@code UUID}
 * named {@code id} of the first event of an aggregate does not need the annotation.
 * <p>
 * A parameter of an event handler of a projection receives the id of the aggregate to
 * which the event belongs.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
public @interface AggregateId {

}
