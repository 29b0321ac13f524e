package io.eventsourcing.sample.dogschool;

import java.nio.file.Path;
import java.util.List;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

class PostgresDogSchoolTest extends DogSchoolContract {

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	@Override
	List<String> properties(Path directory) {
		return List.of("spring.profiles.active=postgres", "spring.datasource.url=" + this.database.jdbcUrl(),
				"spring.datasource.username=" + this.database.username(),
				"spring.datasource.password=" + this.database.password());
	}

}
