package io.eventsourcing.persistence.jdbc.transaction;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

class H2TransactionTest extends JdbcSpringTransactionContract {

	private final String name = UUID.randomUUID().toString();

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + this.name + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

	@Override
	String timeout(JdbcTemplate jdbc) {
		return jdbc.queryForObject(
				"select setting_value from information_schema.settings where setting_name = 'QUERY_TIMEOUT'",
				String.class);
	}

}
