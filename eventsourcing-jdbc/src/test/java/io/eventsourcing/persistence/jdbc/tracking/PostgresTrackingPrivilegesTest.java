package io.eventsourcing.persistence.jdbc.tracking;

import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

import org.springframework.jdbc.core.JdbcTemplate;

class PostgresTrackingPrivilegesTest extends TrackingPrivilegesContract {

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	@Override
	DataSource createDatabase() {
		return this.database.dataSource();
	}

	@Override
	DataSource createGuest(JdbcTemplate owner) {
		String role = "guest-" + UUID.randomUUID();
		owner.execute("create role \"%s\" login".formatted(role));
		owner.execute("grant usage on schema eventsourcing to \"%s\"".formatted(role));
		owner.execute("grant select on all tables in schema eventsourcing to \"%s\"".formatted(role));
		return this.database.dataSourceFor(role);
	}

}
