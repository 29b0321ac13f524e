package io.eventsourcing.enhancer;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles aggregates, enhances their class files as a build does, and loads them.
 */
public final class Sources {

	private final Path directory;

	private Sources(Path directory) {
		this.directory = directory;
	}

	/** Compiles the source of the class {@code fixture.<name>}, with its imports. */
	static Sources compile(Path temporary, String name, String body, String... options) {
		String source = """
				package fixture;

				import java.util.*;
				import java.util.function.*;
				import io.eventsourcing.domain.*;

				""" + body;
		try {
			Path file = Files.createDirectories(temporary.resolve("source/fixture")).resolve(name + ".java");
			Files.writeString(file, source);
			Path classes = Files.createDirectories(temporary.resolve("classes"));
			javac(classes, file, options);
			return new Sources(classes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void javac(Path classes, Path file, String... options) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter output = new StringWriter();
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-classpath",
				classes + File.pathSeparator + System.getProperty("java.class.path")));
		arguments.addAll((options.length > 0) ? Arrays.asList(options) : List.of("--release", "17", "-g"));
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			boolean success = compiler.getTask(output, files, null, arguments, null, files.getJavaFileObjects(file))
				.call();
			assertThat(success).withFailMessage(output::toString).isTrue();
		}
	}

	/** Existing class files. */
	public static Sources compiled(Path directory) {
		return new Sources(directory);
	}

	/** Enhances the class files in place, with what the Maven plugin runs. */
	public Sources enhance() {
		warnings();
		return this;
	}

	/** Enhances the class files in place, and returns what the build would log. */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		BuildLogger logger = new BuildLogger.Adapter() {

			@Override
			public void warn(String message) {
				warnings.add(message);
			}

		};
		try (ClassFileLocator libraries = ClassFileLocator.ForClassLoader.ofSystemLoader()) {
			new Plugin.Engine.Default().with(libraries)
				.apply(this.directory.toFile(), this.directory.toFile(),
						new Plugin.Factory.UsingReflection(AggregateEnhancer.class).with(
								Plugin.Factory.UsingReflection.ArgumentResolver.ForType.of(BuildLogger.class, logger)));
			return warnings;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A class loader that knows these classes better than its parent does. */
	public ClassLoader classLoader() {
		return new ChildFirst(this.directory);
	}

	Class<?> load(String className) {
		try {
			return classLoader().loadClass(className);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	Path directory() {
		return this.directory;
	}

	byte[] classFile(String simpleName) throws IOException {
		return Files.readAllBytes(this.directory.resolve("fixture").resolve(simpleName + ".class"));
	}

	private static final class ChildFirst extends URLClassLoader {

		ChildFirst(Path directory) {
			super(new URL[] { url(directory) }, Sources.class.getClassLoader());
		}

		private static URL url(Path directory) {
			try {
				return directory.toUri().toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				if (findLoadedClass(name) == null && findResource(name.replace('.', '/') + ".class") != null) {
					return findClass(name);
				}
				return super.loadClass(name, resolve);
			}
		}

	}

}
