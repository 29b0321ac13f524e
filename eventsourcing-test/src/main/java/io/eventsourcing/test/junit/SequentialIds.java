package io.eventsourcing.test.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the aggregates that a test creates the ids
 * {@code 00000000-0000-0000-0000-000000000001}, {@code ..2} and so on, unless they are
 * given one.
 * <p>
 * On a class, it applies to each of its tests, including those of nested classes and
 * subclasses; each test begins with 1. It also applies to constructors, and to methods
 * that run before or after a test, which continue the sequence. Only the thread of the
 * test uses these ids, so tests can run in parallel; threads that the test starts create
 * ids as usual.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@ExtendWith(SequentialIdsExtension.class)
public @interface SequentialIds {

}
