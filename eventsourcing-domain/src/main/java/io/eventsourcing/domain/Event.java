package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes each call of a method or constructor of an {@link Aggregate} trigger an event.
 * The arguments become the attributes of the event. The body applies the event to the
 * aggregate: it runs when the event happens, and again each time the aggregate is rebuilt
 * from its events.
 * <p>
 * The body must therefore depend only on its arguments and the aggregate's state. Use
 * {@link Aggregate#id()} and {@link Aggregate#eventTime()} instead of random ids and the
 * clock. If the body throws an exception, no event is recorded.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.CONSTRUCTOR, ElementType.METHOD })
public @interface Event {

	/**
	 * The name of the event: a Java identifier, unique within the aggregate, usually in
	 * the past tense. Defaults to the simple name of {@link #type()} if that is given,
	 * otherwise to {@code Created} for a constructor and to the capitalised method name.
	 */
	String value() default "";

	/**
	 * The record that carries the attributes. Its components must match the parameters in
	 * number, order and type. By default the event carries them by name, as
	 * {@link EventArguments}.
	 */
	Class<? extends Record> type() default Record.class;

}
