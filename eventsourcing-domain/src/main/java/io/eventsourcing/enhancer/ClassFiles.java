package io.eventsourcing.enhancer;

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

/**
 * Tells which class files are still to be enhanced, as cheaply as is possible: by the
 * annotations that they mention.
 */
final class ClassFiles {

	// Texts, because a transformer that loads a class may be called for just that class

	private static final String EVENT = constant("Lio/eventsourcing/domain/Event;");

	private static final String ENHANCED = constant("Lio/eventsourcing/domain/Enhanced;");

	private ClassFiles() {
	}

	/** What a class file contains if its class or a member of it has the annotation. */
	private static String constant(String descriptor) {
		return "\1\0" + (char) descriptor.length() + descriptor;
	}

	static boolean mayNeedEnhancement(byte[] classFile) {
		String text = new String(classFile, StandardCharsets.ISO_8859_1);
		return text.contains(EVENT) && !text.contains(ENHANCED);
	}

	/** Whether there is such a class file in a directory of the class path. */
	static boolean anyMayNeedEnhancement(ClassLoader classLoader) throws IOException {
		for (URL root : Collections.list(classLoader.getResources(""))) {
			if ("file".equals(root.getProtocol()) && anyMayNeedEnhancement(path(root))) {
				return true;
			}
		}
		return false;
	}

	private static Path path(URL directory) throws IOException {
		try {
			return Path.of(directory.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IOException(directory + " is no valid address of a directory", ex);
		}
	}

	private static boolean anyMayNeedEnhancement(Path root) throws IOException {
		Search search = new Search(root);
		Files.walkFileTree(root, search);
		return search.found;
	}

	/** Visits what can be packages, until it finds something. */
	private static final class Search extends SimpleFileVisitor<Path> {

		private final Path root;

		private boolean found;

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
				this.found = true;
				return FileVisitResult.TERMINATE;
			}
			return FileVisitResult.CONTINUE;
		}

	}

}
