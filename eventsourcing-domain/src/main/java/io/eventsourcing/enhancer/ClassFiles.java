package io.eventsourcing.enhancer;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;

import org.jspecify.annotations.Nullable;

/**
 * Finds class files that may have to be enhanced, as cheaply as possible, by the
 * annotations that they mention.
 */
final class ClassFiles {

	// Names, because a class literal would load the class that is being transformed

	private static final String EVENT = constant("Lio/eventsourcing/domain/Event;");

	private static final String APPLY = constant("Lio/eventsourcing/domain/Apply;");

	/** The parameters of a method that takes every event. */
	private static final String EVERY_EVENT = "(Lio/eventsourcing/domain/DomainEvent;)";

	private static final String RECORD = constant("java/lang/Record");

	/** The name of the attribute that only the class files of records have. */
	private static final String RECORD_ATTRIBUTE = constant("Record");

	private static final String ENHANCED = constant("Lio/eventsourcing/domain/Enhanced;");

	/**
	 * The name of the attribute without which a class file mentions an annotation only as
	 * a type.
	 */
	private static final String ANNOTATIONS = constant("RuntimeVisibleAnnotations");

	private ClassFiles() {
	}

	/** Returns a constant in the form that class files contain. */
	private static String constant(String text) {
		return "\1\0" + (char) text.length() + text;
	}

	/**
	 * Returns whether the class has annotations of members, so that it can be enhanced.
	 */
	static boolean mayBeEnhanced(byte[] classFile) {
		String text = new String(classFile, StandardCharsets.ISO_8859_1);
		return (text.contains(EVENT) || text.contains(APPLY)) && isAnnotated(text);
	}

	/**
	 * Returns whether the class must be enhanced, or its subclasses may have to be,
	 * because it has a method that takes every event.
	 */
	private static boolean mayNeedEnhancement(byte[] classFile) {
		String text = new String(classFile, StandardCharsets.ISO_8859_1);
		return (text.contains(EVENT) || text.contains(APPLY) && text.contains(EVERY_EVENT)) && isAnnotated(text);
	}

	private static boolean isAnnotated(String text) {
		boolean isRecord = text.contains(RECORD) && text.contains(RECORD_ATTRIBUTE);
		return text.contains(ANNOTATIONS) && !text.contains(ENHANCED) && !isRecord;
	}

	/**
	 * Returns the name of a class, in a directory of the class path, that may need
	 * enhancement, or null if there is none.
	 */
	static @Nullable String findUnenhanced(ClassLoader classLoader) throws IOException {
		for (URL root : Collections.list(classLoader.getResources(""))) {
			String className = "file".equals(root.getProtocol()) ? findUnenhanced(path(root)) : null;
			if (className != null) {
				return className;
			}
		}
		return null;
	}

	private static Path path(URL directory) throws IOException {
		try {
			return Path.of(directory.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IOException(directory + " is not a valid address of a directory", ex);
		}
	}

	private static @Nullable String findUnenhanced(Path root) throws IOException {
		Search search = new Search(root);
		Files.walkFileTree(root, search);
		return search.className;
	}

	/** Visits directories that can be packages until it finds a class. */
	private static final class Search extends SimpleFileVisitor<Path> {

		private final Path root;

		private @Nullable String className;

		Search(Path root) {
			this.root = root;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
			boolean visit = directory.equals(this.root)
					|| directory.getFileName().toString().chars().allMatch(Character::isJavaIdentifierPart);
			return visit ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
			if (file.toString().endsWith(".class") && mayNeedEnhancement(Files.readAllBytes(file))) {
				String path = this.root.relativize(file).toString();
				this.className = path.substring(0, path.length() - ".class".length()).replace(File.separatorChar, '.');
				return FileVisitResult.TERMINATE;
			}
			return FileVisitResult.CONTINUE;
		}

	}

}
