package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method or constructor of an {@link Aggregate} that applies an explicitly
 * triggered event. It has one parameter, the event's record, and no other member of the
 * class may take the same record. It runs when the event is triggered by
 * {@link Aggregate#trigger(Record)} or {@link Aggregate#Aggregate(Record)}, and again
 * each time the aggregate is rebuilt from its events.
 * <p>
 * A method whose parameter is a {@link DomainEvent} is called after the body of every
 * event of the aggregate, whether the event is decorated or explicit, new or replayed. It
 * is part of the event: its changes must depend only on the event and the state of the
 * aggregate, and if it throws an exception, the event is not recorded. A class has at
 * most one such method; those of superclasses are called first, unless they are
 * overridden. A class with such a method and a constructor with {@code @Apply} must be
 * enhanced.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.CONSTRUCTOR, ElementType.METHOD })
public @interface Apply {

	/**
	 * The name of the event: a Java identifier, unique within the aggregate. Defaults to
	 * the simple name of the record. Must not be specified if the parameter is a
	 * {@link DomainEvent}.
	 */
	String value() default "";

}
