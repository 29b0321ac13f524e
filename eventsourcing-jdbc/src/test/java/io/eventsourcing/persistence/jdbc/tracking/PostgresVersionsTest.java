package io.eventsourcing.persistence.jdbc.tracking;

import io.eventsourcing.persistence.tracking.TrackingStore;
import io.eventsourcing.persistence.tracking.VersionsContract;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

class PostgresVersionsTest extends VersionsContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	protected TrackingStore open() {
		return new JdbcTrackingStore(DATABASE.dataSource());
	}

}
