package io.eventsourcing.autoconfigure;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import io.eventsourcing.testsupport.JavaProcess;

import org.springframework.boot.SpringApplication;
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
		SpringApplication.run(ProductionJvm.class, args).close();
	}

	/** Runs the application to its end and returns what it has written. */
	static String run(Path jar, String... args) {
		// Hibernate needs Byte Buddy, too
		String classPath = JavaProcess.classPathWithout("byte-buddy", "hibernate") + File.pathSeparator + jar;
		return JavaProcess.run(List.of(), classPath, ProductionJvm.class.getName(), args).output();
	}

}
