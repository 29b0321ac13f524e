package io.eventsourcing.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks the method of a {@link Projection} that empties the read model before it is
 * rebuilt. It runs in the transaction that moves the position back to the start. Without
 * such a method, a projection cannot be {@linkplain ProjectionOperations#rebuild
 * rebuilt}.
 * <p>
 * The method has no parameters, and must not be private or static. Delete rows instead of
 * truncating the table: {@code truncate} blocks readers until the end of the transaction
 * on PostgreSQL, and ends the transaction on H2.
 */
@Documented
@Reflective
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnReset {

}
