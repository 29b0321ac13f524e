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
 * The result of a program that ran in a JVM of its own, which starts fast: without the
 * optimising compiler, and with a collector that has no threads of its own.
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
		return run(builder(options, classPath, mainClass, arguments));
	}

	/**
	 * Runs a program with the class path of this JVM until it ends; see {@link #builder}.
	 * @param options the options of the JVM, such as system properties
	 * @param program the main class
	 * @param arguments the arguments of the program
	 */
	public static JavaProcess run(List<String> options, Class<?> program, String... arguments) {
		return run(builder(options, program, arguments));
	}

	private static JavaProcess run(ProcessBuilder builder) {
		try {
			Path output = Files.createTempFile("eventsourcing-output", ".txt");
			try {
				return run(builder, output);
			}
			finally {
				Files.delete(output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JavaProcess run(ProcessBuilder builder, Path output) throws IOException {
		Process process = builder.redirectOutput(output.toFile()).start();
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
	 * Starts a program with the class path of this JVM. What it prints is discarded.
	 * @param options the options of the JVM, such as system properties
	 * @param program the main class
	 * @param arguments the arguments of the program
	 */
	public static Process start(List<String> options, Class<?> program, String... arguments) {
		try {
			return builder(options, program, arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the process of a program with the class path of this JVM, which prints
	 * errors to the standard output. The JVM does not verify the byte code of classes,
	 * which takes a sixth of the time of a short program.
	 * @param options the options of the JVM, such as system properties
	 * @param program the main class
	 * @param arguments the arguments of the program
	 */
	public static ProcessBuilder builder(List<String> options, Class<?> program, String... arguments) {
		List<String> all = new ArrayList<>(options);
		all.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
		return builder(all, classPathWithout(), program.getName(), arguments);
	}

	private static ProcessBuilder builder(List<String> options, String classPath, String mainClass,
			String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(options);
		command.addAll(List.of("-classpath", classPath, mainClass));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true);
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
