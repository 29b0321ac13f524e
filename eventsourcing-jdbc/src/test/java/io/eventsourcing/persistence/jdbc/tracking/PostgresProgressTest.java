package io.eventsourcing.persistence.jdbc.tracking;

import io.eventsourcing.persistence.tracking.ProgressContract;
import io.eventsourcing.persistence.tracking.TrackingStore;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

class PostgresProgressTest extends ProgressContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	protected TrackingStore open() {
		return new JdbcTrackingStore(DATABASE.dataSource());
	}

}
