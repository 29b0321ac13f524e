package io.eventsourcing.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks the method of a {@link Projection} that is called when its version replaces
 * another version, for example to make a view select from the new tables. It runs at the
 * end of the transaction in which the version becomes the active one. It is not called
 * for the version that is deployed first.
 * <p>
 * The method has no parameters, and must not be private or static.
 */
@Documented
@Reflective
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnActivation {

}
