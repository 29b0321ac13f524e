package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Protects the files of an H2 database from other users of the computer. Creates their
 * directory before H2 does, accessible only to its owner. In a directory that already
 * exists, only the files of the database are protected. Does nothing on Windows, which
 * has no POSIX permissions.
 */
@Component
class DatabaseFiles implements BeanFactoryPostProcessor {

	private static final String H2_FILE = "jdbc:h2:file:";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Path database = database(beanFactory.getBean(Environment.class));
		if (database != null) {
			createDirectory(database.resolveSibling(""));
		}
	}

	@EventListener
	void protectFiles(ApplicationReadyEvent event) throws IOException {
		Path database = database(event.getApplicationContext().getEnvironment());
		if (database != null) {
			try (DirectoryStream<Path> files = Files.newDirectoryStream(database.resolveSibling(""),
					(file) -> file.toString().startsWith(database + "."))) {
				for (Path file : files) {
					Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
				}
			}
		}
	}

	private static void createDirectory(Path directory) {
		try {
			Files.createDirectories(directory,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot create the directory of the database, " + directory, ex);
		}
	}

	/**
	 * Returns the path of the database without the suffix of its files, or null if it is
	 * another kind of database, or if files have no POSIX permissions.
	 */
	private static @Nullable Path database(Environment environment) {
		String url = environment.getProperty("spring.datasource.url", "");
		return (url.startsWith(H2_FILE) && isPosix())
				? Path.of(url.substring(H2_FILE.length()).split(";")[0]).toAbsolutePath() : null;
	}

	private static boolean isPosix() {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	}

}
