package io.eventsourcing.persistence.jdbc.schema;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The scripts that create the tables of the event store. Flyway gets them as a list,
 * because it cannot search the class path of a native image.
 */
final class SchemaScripts implements ResourceProvider {

	private static final List<String> NAMES = List.of("V1__event_store.sql");

	private final List<LoadableResource> scripts;

	SchemaScripts(Dialect dialect) {
		this.scripts = NAMES.stream().<LoadableResource>map((name) -> new Script(dialect, name)).toList();
	}

	static String directory(Dialect dialect) {
		return "io/eventsourcing/persistence/jdbc/db/" + dialect.id();
	}

	/** Returns the path of the script that creates the tables. */
	static String first(Dialect dialect) {
		return directory(dialect) + '/' + NAMES.get(0);
	}

	@Override
	public @Nullable LoadableResource getResource(String name) {
		return this.scripts.stream().filter((script) -> script.getRelativePath().equals(name)).findFirst().orElse(null);
	}

	@Override
	public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
		return this.scripts.stream()
			.filter((script) -> script.getFilename().startsWith(prefix))
			.filter((script) -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
			.toList();
	}

	/** A script on the class path. */
	private static final class Script extends LoadableResource {

		private final Dialect dialect;

		private final String name;

		Script(Dialect dialect, String name) {
			this.dialect = dialect;
			this.name = name;
		}

		@Override
		public Reader read() {
			InputStream content = Script.class.getClassLoader().getResourceAsStream(getAbsolutePath());
			if (content == null) {
				throw new IllegalStateException(
						"The library lacks the script %s, which creates its tables".formatted(getAbsolutePath()));
			}
			return new InputStreamReader(content, UTF_8);
		}

		@Override
		public String getAbsolutePath() {
			return directory(this.dialect) + '/' + this.name;
		}

		@Override
		public @Nullable String getAbsolutePathOnDisk() {
			return null;
		}

		@Override
		public String getFilename() {
			return this.name;
		}

		@Override
		public String getRelativePath() {
			return this.name;
		}

	}

}
