package io.eventsourcing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first command of the README, in a fresh clone. Maven does not package the modules
 * before it runs the sample, so that the command fails if one of them needs another as a
 * jar, even for its tests or as a plugin. What this build has already done, and what
 * would take a minute, is left out: to check the sources, and to compile the tests. This
 * is also the second build with which the jars of this one are compared.
 */
class RunCommandTest {

	private static final String COMMAND = "mvn spring-boot:run";

	private static final List<String> OPTIONS = List.of("-Dspring-boot.run.arguments=--server.port=0",
			"-Dmaven.test.skip=true", "-Dspring-javaformat.skip=true", "-Denforcer.skip=true");

	/**
	 * A version that no repository contains, so that all modules must be those of the
	 * clone, and not those that another build has installed.
	 */
	private static final String VERSION = "0-fresh-clone-SNAPSHOT";

	@TempDir
	private Path clone;

	@Test
	void theCommandOfTheReadmeRunsTheSample() throws Exception {
		assertThat(new Page(Page.ROOT.resolve("README.md")).lines("sh")).contains(COMMAND);
		copySources();
		changePoms();
		Stream<String> goals = Arrays.stream(COMMAND.split(" ")).skip(1);
		try (Program maven = Program.maven(this.clone, Stream.concat(goals, OPTIONS.stream()).toList())) {
			assertThat(get(maven.address())).contains("<title>Dog School</title>");
		}
		requireSameFilesAsInTheJars();
	}

	private void requireSameFilesAsInTheJars() {
		assertThat(PublishedModulesTest.modules()).filteredOn((module) -> Files.exists(classes(module).resolve("io")))
			.contains("eventsourcing-autoconfigure", "eventsourcing-maven-plugin")
			.allSatisfy((module) -> assertThat(inJar(module)).containsAllEntriesOf(digests(classes(module))));
	}

	private Path classes(String module) {
		return this.clone.resolve(module).resolve("target/classes");
	}

	/** Digests of the files of a module in its jar. */
	private static Map<String, String> inJar(String module) {
		try (FileSystem files = FileSystems.newFileSystem(Build.jar(module))) {
			return digests(files.getPath("/"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> digests(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile)
				.collect(Collectors.toMap((file) -> directory.relativize(file).toString(), RunCommandTest::digest));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The digest of a file, which may contain the version. */
	private static String digest(Path file) {
		try {
			String content = Files.readString(file, StandardCharsets.ISO_8859_1).replace(VERSION, Build.version());
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(file.toString(), ex);
		}
	}

	private void copySources() throws IOException {
		Files.walkFileTree(Page.ROOT, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
					throws IOException {
				if (isSource(directory)) {
					Files.createDirectories(inClone(directory));
					return FileVisitResult.CONTINUE;
				}
				return FileVisitResult.SKIP_SUBTREE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.copy(file, inClone(file));
				return FileVisitResult.CONTINUE;
			}

		});
	}

	/** Leaves out what a clone does not contain, and the history. */
	private static boolean isSource(Path directory) {
		String name = directory.getFileName().toString();
		return directory.equals(Page.ROOT) || name.equals(".mvn")
				|| !name.startsWith(".") && !List.of("target", "data").contains(name);
	}

	private Path inClone(Path file) {
		return this.clone.resolve(Page.ROOT.relativize(file).toString());
	}

	private void changePoms() throws IOException {
		Stream<Path> directories = Stream.concat(Stream.of(this.clone),
				Build.modules().stream().map(this.clone::resolve));
		for (Path directory : directories.toList()) {
			Path pom = directory.resolve("pom.xml");
			Files.writeString(pom,
					Page.read(pom)
						.replace("<version>" + Build.version() + "<", "<version>" + VERSION + "<")
						.replaceAll("<arg>-Xplugin:.*</arg>", ""));
		}
	}

	private static String get(String address) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

}
