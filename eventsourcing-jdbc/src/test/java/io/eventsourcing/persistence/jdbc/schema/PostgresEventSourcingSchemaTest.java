package io.eventsourcing.persistence.jdbc.schema;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresEventSourcingSchemaTest extends EventSourcingSchemaContract {

	private TestDatabase database;

	@Override
	DataSource createDatabase() {
		this.database = PostgresServer.shared().createDatabase();
		return this.database.dataSource();
	}

	@Override
	Dialect dialect() {
		return Dialect.POSTGRESQL;
	}

	@Test
	void roleThatMayNotCreateSchemasIsToldTheFixes() {
		jdbc().execute("create role guest_a login");
		DataSource guest = this.database.dataSourceFor("guest_a");
		assertThatExceptionOfType(SchemaException.class)
			.isThrownBy(() -> EventSourcingSchema.named("eventsourcing").migrate(guest))
			.withMessageContaining("permission denied")
			.withMessageContaining("create schema \"eventsourcing\" authorization")
			.withMessageContaining("db/postgresql/V1__event_store.sql")
			.withMessageContaining("eventsourcing.schema.migrate=false");
	}

	@Test
	void roleThatOwnsTheSchemaMayMigrate() {
		jdbc().execute("create role guest_b login");
		jdbc().execute("create schema eventsourcing authorization guest_b");
		DataSource guest = this.database.dataSourceFor("guest_b");
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(guest);
		schema.verify(guest);
	}

	@Test
	void roleWithoutRightsFindsTablesMissing() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		jdbc().execute("create role guest_c login");
		assertThatExceptionOfType(SchemaException.class)
			.isThrownBy(() -> schema.verify(this.database.dataSourceFor("guest_c")))
			.withMessageContaining("or the role may not use it");
	}

}
