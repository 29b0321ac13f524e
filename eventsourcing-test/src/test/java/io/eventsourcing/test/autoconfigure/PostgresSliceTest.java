package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.postgres.AutoConfigureEmbeddedPostgres;

import org.springframework.test.context.ContextConfiguration;

@AutoConfigureEmbeddedPostgres
@ContextConfiguration(classes = DogApplication.class)
class PostgresSliceTest extends SliceContract {

	@Override
	String database() {
		return "PostgreSQL";
	}

}
