package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the name under which the events of an {@link Aggregate} class are stored. The
 * default is the simple name of the class; without this annotation, the class must not be
 * renamed once events are stored.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AggregateName {

	/** The name: at most 200 characters, unique among the aggregates of a store. */
	String value();

}
