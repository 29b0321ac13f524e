package io.eventsourcing.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application in a JVM as it is in production: without what enhances classes while
 * they are loaded.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ProductionJvm {

	/** Hibernate needs Byte Buddy, too. */
	private static final List<String> TAKEN_OUT = List.of("byte-buddy", "hibernate");

	public static void main(String[] args) {
		SpringApplication.run(ProductionJvm.class, args).close();
	}

	/** Runs the application to its end and returns what it has written. */
	static String run(Path jar, String... args) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-classpath",
						classPath() + File.pathSeparator + jar, ProductionJvm.class.getName()));
		command.addAll(List.of(args));
		Path output = jar.resolveSibling("output.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output);
	}

	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> TAKEN_OUT.stream().noneMatch(new File(entry).getName()::contains))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
