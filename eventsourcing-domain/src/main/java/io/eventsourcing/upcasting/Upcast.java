package io.eventsourcing.upcasting;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a step that brings a stored event to its next version when it is read:
 *
 * <pre class="code">
 * &#064;Upcast(event = "TrickAdded", from = 1)
 * static void renameTrick(EventData event) {
 *     event.rename("trick", "name");
 * }
 * </pre>
 *
 * The method is static, may be private, and has one parameter of type {@link EventData}.
 * It is declared by the aggregate class, or by the record that is the event. It changes
 * the data, or returns an {@link Upcasted} that splits or drops the event.
 * <p>
 * The version of an event is one more than its highest {@link #from}, so that a new step
 * raises it. The steps of an event have consecutive versions. A step must not be changed
 * once events of the next version have been stored.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Upcast {

	/**
	 * The current name of the event within its aggregate class, or the name of an event
	 * that the class no longer has. Omitted on a record that is the event.
	 */
	String event() default "";

	/** The version to which the step applies, at least 1; its result is the next one. */
	int from();

	/**
	 * The names of the events into which the event may be split, with
	 * {@link Upcasted#into}.
	 */
	String[] becomes() default {};

}
