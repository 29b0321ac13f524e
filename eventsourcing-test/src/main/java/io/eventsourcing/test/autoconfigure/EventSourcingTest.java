package io.eventsourcing.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Annotation for a test of applications and projections on a real event store, without
 * the other beans of the Spring Boot application. Included are applications (beans that
 * extend {@link io.eventsourcing.application.Application}), projections, process
 * applications, upcasters, sources of metadata, the data source, transactions, and the
 * database migrations of the application; not controllers, services and other components.
 * <p>
 * By default, events are stored in an embedded H2 database. For PostgreSQL, add a
 * container with {@code @ServiceConnection}, or annotate the test with
 * {@link io.eventsourcing.test.postgres.AutoConfigureEmbeddedPostgres @AutoConfigureEmbeddedPostgres}.
 * <p>
 * Each save also checks that its aggregates can be rebuilt from their events, unless the
 * property {@code eventsourcing.verify-replay} is set to {@code false}.
 * <p>
 * The store is {@linkplain ResetEventStore reset} before each test. Tests are not
 * transactional by default, because projections and other threads do not see what a
 * transaction has not committed. To roll back what a test does, annotate it with
 * {@link org.springframework.transaction.annotation.Transactional @Transactional} as
 * well.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(EventSourcingTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(EventSourcingTypeExcludeFilter.class)
@AutoConfigureJdbc
@AutoConfigureTestDatabase
@ImportAutoConfiguration
@ResetEventStore
public @interface EventSourcingTest {

	/**
	 * Properties in the form {@code key=value} that are added to the Spring
	 * {@link Environment} before the test runs.
	 */
	String[] properties() default {};

	/**
	 * Whether default filters are used. If they are, only the beans listed above are
	 * included.
	 */
	boolean useDefaultFilters() default true;

	/** Filters that add beans which are otherwise left out. */
	Filter[] includeFilters() default {};

	/** Filters that leave out beans which are otherwise included. */
	Filter[] excludeFilters() default {};

	/** Auto-configurations that are left out. */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
