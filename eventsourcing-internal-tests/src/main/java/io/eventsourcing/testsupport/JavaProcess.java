package io.eventsourcing.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The result of a program that ran in a JVM of its own.
 *
 * @param exitCode the exit code, 0 for success
 * @param output the console output of the program
 */
public record JavaProcess(int exitCode, String output) {

	/**
	 * Runs a program until it ends.
	 * @param options the options of the JVM, such as system properties
	 * @param classPath the class path
	 * @param mainClass the name of the main class
	 * @param arguments the arguments of the program
	 */
	public static JavaProcess run(List<String> options, String classPath, String mainClass, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-classpath", classPath, mainClass));
		command.addAll(List.of(arguments));
		try {
			Path output = Files.createTempFile("eventsourcing-output", ".txt");
			try {
				return run(command, output);
			}
			finally {
				Files.delete(output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JavaProcess run(List<String> command, Path output) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			if (!process.waitFor(2, TimeUnit.MINUTES)) {
				throw new IllegalStateException("No end after two minutes:\n" + Files.readString(output));
			}
			return new JavaProcess(process.exitValue(), Files.readString(output));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Returns the class path of this JVM without entries whose file names contain one of
	 * the words.
	 */
	public static String classPathWithout(String... words) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> Arrays.stream(words).noneMatch(new File(entry).getName()::contains))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
