package io.eventsourcing.test.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Determines the times of the events that a test triggers. The clock stands still, unless
 * the test advances it: a parameter of the type {@link io.eventsourcing.test.TestClock}
 * receives it.
 *
 * <pre class="code">
 * &#064;Test
 * &#064;FixedTime("2026-02-01T00:00:00Z")
 * void aDogGrowsOlder(TestClock clock) {
 *     Dog dog = new Dog("Fido");
 *     clock.advance(Duration.ofDays(1));
 *     dog.addTrick("sit");
 * }
 * </pre>
 *
 * On a class, it applies to each of its tests, including those of nested classes and
 * subclasses; each test begins at the given time. It also applies to constructors, and to
 * methods that run before or after a test. Only the thread of the test uses the clock, so
 * tests can run in parallel; threads that the test starts use that of the system.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@ExtendWith(FixedTimeExtension.class)
public @interface FixedTime {

	/** The time at which each test begins, such as {@code 2026-02-01T00:00:00Z}. */
	String value();

}
