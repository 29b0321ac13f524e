package io.eventsourcing.persistence.jdbc;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

class H2FileResetTest extends JdbcResetContract {

	@TempDir
	private Path directory;

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:file:" + this.directory.resolve("events"));
		return dataSource;
	}

}
