package io.eventsourcing.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a projection follow the log of another application instead of the log of its own
 * event store. The aggregate classes of the other application are not needed: the methods
 * select events by topic, and their parameters are read from the event by name and type.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Follows {

	/**
	 * The name of the log, under which its URL is configured and the position of the
	 * projection is stored.
	 */
	String value();

}
