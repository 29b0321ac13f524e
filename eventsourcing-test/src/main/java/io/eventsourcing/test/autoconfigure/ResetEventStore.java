package io.eventsourcing.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Empties the event store before each test, so that notification ids start at 1. Part of
 * {@link EventSourcingTest}; add it to other tests with Spring Boot, such as those with
 * {@code @SpringBootTest}, or to single test methods.
 * <p>
 * The application context is paused meanwhile: projections and all other beans that are a
 * {@code SmartLifecycle} stop, and start again afterwards. Projections then start with
 * the first event. Their read models belong to the application, so only those are emptied
 * whose projection has a method annotated with
 * {@link io.eventsourcing.projection.OnReset @OnReset}; delete the rows of the others
 * with {@code @Sql}, or in the test.
 * <p>
 * If tests run in parallel, JUnit runs those with this annotation one after the other.
 * Never use it with a database that contains events which are still needed.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ResourceLock(ResetEventStore.RESOURCE)
public @interface ResetEventStore {

	/** The name of the resource that JUnit locks for a test, for {@link ResourceLock}. */
	String RESOURCE = "io.eventsourcing.store";

}
