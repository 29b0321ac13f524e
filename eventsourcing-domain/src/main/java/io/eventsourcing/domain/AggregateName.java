package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the name under which the events of an {@link Aggregate} class are stored, and
 * earlier names. The default name is the simple name of the class; it changes when the
 * class is renamed, so that the previous name must then become an alias.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AggregateName {

	/**
	 * The name: at most 200 characters, unique among the aggregates of a store. Defaults
	 * to the simple name of the class.
	 */
	String value() default "";

	/**
	 * Earlier names. Events that are stored under one of them are read as events of this
	 * class; new events are stored under the current name.
	 */
	String[] aliases() default {};

}
