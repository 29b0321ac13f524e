package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes calls of a method or constructor of an {@link Aggregate} trigger an event. The
 * arguments are the event's attributes, the body is what the event does to the aggregate:
 * it runs when the event happens and again each time that the aggregate is rebuilt from
 * its events.
 * <p>
 * A body must therefore depend on nothing but its arguments and the aggregate's state;
 * {@link Aggregate#id()} and {@link Aggregate#eventTime()} stand in for random ids and
 * the clock. A body that throws triggers no event.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.CONSTRUCTOR, ElementType.METHOD })
public @interface Event {

	/**
	 * The name of the event, unique within its aggregate: a Java identifier, in the past
	 * tense. By default the name of {@link #type()}, else {@code Created} for a
	 * constructor and the capitalised name of a method.
	 */
	String value() default "";

	/**
	 * A record to carry the attributes, whose components match the parameters in order
	 * and type. By default they are carried by name, as {@link EventArguments}.
	 */
	Class<? extends Record> type() default Record.class;

}
