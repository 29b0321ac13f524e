package io.eventsourcing.persistence.jdbc.schema;

import java.io.File;
import java.net.URL;
import java.util.Objects;

import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of scripts that Flyway gets. */
class SchemaScriptsTest {

	@ParameterizedTest
	@EnumSource
	void theListIsThatOfTheFolder(Dialect dialect) throws Exception {
		URL folder = Objects
			.requireNonNull(SchemaScripts.class.getClassLoader().getResource(SchemaScripts.directory(dialect)));
		assertThat(new SchemaScripts(dialect).getResources("V", new String[] { ".sql" }))
			.extracting(LoadableResource::getFilename)
			.containsExactlyInAnyOrder(Objects.requireNonNull(new File(folder.toURI()).list()));
	}

	@ParameterizedTest
	@EnumSource
	void otherScriptsAreNotFound(Dialect dialect) {
		SchemaScripts scripts = new SchemaScripts(dialect);
		assertThat(scripts.getResources("afterMigrate", new String[] { ".sql" })).isEmpty();
		assertThat(scripts.getResources("V", new String[] { ".conf" })).isEmpty();
		assertThat(scripts.getResource("V0__none.sql")).isNull();
	}

}
