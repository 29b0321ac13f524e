package io.eventsourcing.autoconfigure;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.eventsourcing.testsupport.JavaProcess;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * An application in a JVM as it is in production: without what enhances classes while
 * they are loaded.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ProductionJvm {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(ProductionJvm.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args).close();
	}

	/** Runs the application to its end and returns what it has written. */
	static String run(Path jar, String... args) {
		return run(classPathWithout() + File.pathSeparator + jar, args);
	}

	/** Runs the application with an option of the JVM. */
	static JavaProcess runWith(String option, String... args) {
		return JavaProcess.run(List.of(option), classPathWithout(), ProductionJvm.class.getName(), args);
	}

	/** Runs the application without the JARs that have the word in their names. */
	static String runWithout(String jar, String... args) {
		return run(classPathWithout(jar), args);
	}

	/** Hibernate needs Byte Buddy as well. */
	private static String classPathWithout(String... jars) {
		return JavaProcess
			.classPathWithout(Stream.concat(Stream.of("byte-buddy", "hibernate", "data-jpa"), Stream.of(jars))
				.toArray(String[]::new));
	}

	private static String run(String classPath, String... args) {
		return JavaProcess.run(List.of(), classPath, ProductionJvm.class.getName(), args).output();
	}

}
