package io.eventsourcing.autoconfigure;

class PostgresEventCheckTest extends EventCheckContract {

	PostgresEventCheckTest() {
		super(Contexts.newPostgres());
	}

	@Override
	String in(String sql) {
		return sql.replace("{next}", "nextval('eventsourcing.notification_ids')")
			.replace("{payload}", "'{}'::bytea")
			.replace("{numbers}", "generate_series(1, ?)");
	}

}
