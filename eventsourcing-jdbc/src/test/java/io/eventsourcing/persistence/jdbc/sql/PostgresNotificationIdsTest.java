package io.eventsourcing.persistence.jdbc.sql;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

class PostgresNotificationIdsTest extends NotificationIdsContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	/** Such a role can see the last id of a sequence only after one has been drawn. */
	@Test
	void aRoleThatMayNotReadTheSequenceSeesWhetherItIsBehind() {
		store().jdbc().execute("""
				create role user_of_ids login;
				grant usage on schema "%1$s" to user_of_ids;
				grant select, insert on all tables in schema "%1$s" to user_of_ids;
				grant usage on sequence "%1$s".notification_ids to user_of_ids
				""".formatted(store().schema()));
		JdbcRecorder recorder = store().builder(DATABASE.dataSourceFor("user_of_ids")).notifications(false).build();
		restartIds(3);
		assertNothingIsStoredUntilItIsMended(recorder);
	}

}
