package io.eventsourcing.persistence.jdbc.tracking;

import java.util.UUID;

import io.eventsourcing.persistence.tracking.TrackingStore;
import io.eventsourcing.persistence.tracking.VersionsContract;
import org.h2.jdbcx.JdbcDataSource;

class H2VersionsTest extends VersionsContract {

	@Override
	protected TrackingStore open() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return new JdbcTrackingStore(dataSource);
	}

}
