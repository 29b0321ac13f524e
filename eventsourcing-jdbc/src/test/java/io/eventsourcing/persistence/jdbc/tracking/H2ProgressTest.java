package io.eventsourcing.persistence.jdbc.tracking;

import java.util.UUID;

import io.eventsourcing.persistence.tracking.ProgressContract;
import io.eventsourcing.persistence.tracking.TrackingStore;
import org.h2.jdbcx.JdbcDataSource;

class H2ProgressTest extends ProgressContract {

	@Override
	protected TrackingStore open() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return new JdbcTrackingStore(dataSource);
	}

}
