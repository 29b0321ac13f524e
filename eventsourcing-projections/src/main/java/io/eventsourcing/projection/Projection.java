package io.eventsourcing.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a bean whose {@link EventHandler} methods keep a read model up to date. The
 * methods receive the events in the log in order, including those that were saved before
 * the projection was first deployed. Each event takes effect exactly once.
 * <p>
 * The methods run in the transaction that moves the position of the projection, so the
 * read model always matches the position. If a method throws an exception, the
 * transaction is rolled back.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Component
public @interface Projection {

	/**
	 * The name of the projection, under which its position is stored, and the name of the
	 * bean. If the name changes, the projection starts with the first event again.
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

	/**
	 * The name of the projection, instead of {@link #value()}. It is not used as the name
	 * of the bean, so that two versions of a projection can be beans at the same time.
	 */
	String name() default "";

	/**
	 * The version of the projection. A version with a higher number starts with the first
	 * event, and writes to tables of its own while the lower version is in use. It
	 * replaces the lower version when it has caught up.
	 */
	int version() default 1;

	/**
	 * The number of partitions, each of which handles the events of a part of the
	 * aggregates, in parallel with the others. Partitions suit read models in which each
	 * row belongs to one aggregate. This attribute applies only when the projection is
	 * first deployed; later, call {@link ProjectionOperations#repartition} to change the
	 * number.
	 */
	int partitions() default 1;

	/** The event at which the projection starts when it is first deployed. */
	Start from() default Start.BEGINNING;

}
