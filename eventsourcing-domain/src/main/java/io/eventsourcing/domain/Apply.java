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
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.CONSTRUCTOR, ElementType.METHOD })
public @interface Apply {

	/**
	 * The name of the event: a Java identifier, unique within the aggregate. Defaults to
	 * the simple name of the record.
	 */
	String value() default "";

}
