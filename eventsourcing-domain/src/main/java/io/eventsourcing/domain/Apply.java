package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what an explicitly triggered event does to its {@link Aggregate}: a method or
 * constructor with one parameter, the event's record. It runs when the event is triggered
 * by {@link Aggregate#trigger(Record)} or {@link Aggregate#Aggregate(Record)}, and again
 * each time that the aggregate is rebuilt from its events.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.CONSTRUCTOR, ElementType.METHOD })
public @interface Apply {

	/**
	 * The name of the event, unique within its aggregate: a Java identifier. By default
	 * the simple name of the record.
	 */
	String value() default "";

}
