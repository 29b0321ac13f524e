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
	String value();

}
