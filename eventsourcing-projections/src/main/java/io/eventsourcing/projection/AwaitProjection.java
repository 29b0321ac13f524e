package io.eventsourcing.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes requests to a handler method of Spring MVC, or to all handler methods of a
 * controller, wait for projections, so that clients read their own writes. A request
 * waits if it has the header that {@code eventsourcing.web.position-header} names, which
 * contains the notification id of an event: the method is called when the projections
 * have moved past this event. The annotation of a method overrides that of its class.
 * <p>
 * If the projections do not reach the event within
 * {@code eventsourcing.web.await-timeout}, or one of them is stopped at an event before,
 * the response has the status 503. If the header does not contain the id of an event, the
 * response has the status 400.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface AwaitProjection {

	/** The names of the projections. */
	String[] value();

}
