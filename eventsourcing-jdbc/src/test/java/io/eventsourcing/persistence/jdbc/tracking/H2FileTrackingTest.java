package io.eventsourcing.persistence.jdbc.tracking;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

class H2FileTrackingTest extends JdbcTrackingContract {

	@TempDir
	private Path directory;

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:file:" + this.directory.resolve("consumers"));
		return dataSource;
	}

}
