package io.eventsourcing.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Configures an application with this library, JDBC and Spring MVC, and nothing else. It
 * starts four times as fast as an application with all the auto-configurations on the
 * class path of the tests. The auto-configurations are listed in
 * {@code META-INF/spring/io.eventsourcing.autoconfigure.LeanApplication.imports}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ImportAutoConfiguration
@interface LeanApplication {

}
