package io.eventsourcing.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a {@link Projection} that handles events in the log. If several
 * methods select an event, the most specific one handles it. In this order, a method
 * selects events by topic, by record, by a sealed interface of the record, by the name of
 * the aggregate ({@code Dog.*}), or selects all events ({@code *}).
 * <p>
 * Parameters are bound by type, otherwise by name:
 * <ul>
 * <li>a record or a sealed interface of records: the record that the event carries;</li>
 * <li>{@code Recording}, {@code DomainEvent}: the event with its id, time and
 * version;</li>
 * <li>{@link io.eventsourcing.domain.AggregateId @AggregateId} {@code UUID}: the id of
 * the aggregate;</li>
 * <li>{@code List<Recording>} or {@code List<DomainEvent>} as the only parameter: all
 * consecutive events of this method within a transaction;</li>
 * <li>any other type: the attribute of the event that has the name of the parameter.</li>
 * </ul>
 * A method must not be private or static. If a method cannot be bound to its events,
 * start-up fails.
 */
@Documented
@Reflective(EventHandlerReflectiveProcessor.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EventHandler {

	/**
	 * The topics of the events, such as {@code Dog.TrickAdded}, or patterns such as
	 * {@code Dog.*} and {@code *}. By default, the method handles all events that carry
	 * the record, or a record of the sealed interface, that is the type of one of its
	 * parameters.
	 */
	String[] value() default {};

	/**
	 * Whether the method is also called for events that the projection, or the version
	 * that it replaces, has already handled: while it is rebuilt, and while a new version
	 * catches up. Set this to {@code false} for methods with side effects outside the
	 * read model, such as sending an e-mail. Such a method is called after the other
	 * method that handles the event, if there is one.
	 */
	boolean replay() default true;

}
