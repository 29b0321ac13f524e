package io.eventsourcing.projection.runner;

import javax.sql.DataSource;

class H2JdbcPoolTest extends JdbcPoolContract {

	@Override
	DataSource database() {
		return JdbcProjectionStore.newH2();
	}

}
