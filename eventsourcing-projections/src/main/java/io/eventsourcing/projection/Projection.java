package io.eventsourcing.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a bean whose {@link EventHandler} methods keep a read model up to date. It gets
 * the events of the log in order, each exactly once, including those from before it was
 * deployed.
 * <p>
 * The methods run in a transaction together with the position of the projection, so the
 * read model and the position never differ. If a method throws an exception, the
 * transaction is rolled back.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Component
public @interface Projection {

	/**
	 * The name of the projection, under which its position is stored, and the name of the
	 * bean. A projection with another name starts with the first event.
	 */
	@AliasFor(annotation = Component.class)
	String value();

}
