package io.eventsourcing.sample.dogschool;

import java.nio.file.Path;
import java.util.List;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

/** A database of a PostgreSQL server. */
interface Postgres extends Database {

	@Override
	default List<String> createDatabase(Path directory) {
		TestDatabase database = PostgresServer.shared().createDatabase();
		return List.of("spring.profiles.active=postgres", "spring.datasource.url=" + database.jdbcUrl(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
	}

}
