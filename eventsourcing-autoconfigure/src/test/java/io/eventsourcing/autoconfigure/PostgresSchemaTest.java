package io.eventsourcing.autoconfigure;

class PostgresSchemaTest extends SchemaContract {

	PostgresSchemaTest() {
		super(Contexts.newPostgres());
	}

	@Override
	String defaultSchema() {
		return "public";
	}

}
