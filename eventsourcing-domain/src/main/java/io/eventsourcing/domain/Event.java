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
 * <p>
 * On a record, it specifies the name and the aliases of the events that carry the record,
 * unless the member that applies them specifies a name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.CONSTRUCTOR, ElementType.METHOD, ElementType.TYPE })
public @interface Event {

	/**
	 * The name of the event: a Java identifier, unique within the aggregate, usually in
	 * the past tense. Defaults to the name of the record that carries the attributes,
	 * which is its simple name unless it is annotated, otherwise to {@code Created} for a
	 * constructor and to the capitalised method name.
	 */
	String value() default "";

	/**
	 * Earlier names of the event. Events that are stored under one of them are read as
	 * this event; new events are stored under the current name.
	 */
	String[] aliases() default {};

	/**
	 * The record that carries the attributes. Its components must match the parameters in
	 * number, order and type. By default the event carries them by name, as
	 * {@link EventArguments}. Must not be specified on a record.
	 */
	Class<? extends Record> type() default Record.class;

}
