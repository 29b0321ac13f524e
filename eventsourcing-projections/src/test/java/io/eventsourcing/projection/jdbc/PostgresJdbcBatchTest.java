package io.eventsourcing.projection.jdbc;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresJdbcBatchTest extends JdbcBatchContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	PostgresJdbcBatchTest() {
		super(PostgresServer.shared().createDatabase());
	}

	@Test
	void upsertsOfTheSameRowShareABatchUnlessTheDriverRewritesThem() {
		count("");
		assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(() -> count("?reWriteBatchedInserts=true"))
			.havingRootCause()
			.withMessageContaining("cannot affect row a second time");
	}

	/** Counts the same trick four times, in one batch. */
	private void count(String option) {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(DATABASE.jdbcUrl() + option,
				DATABASE.username(), DATABASE.password());
		JdbcTemplate template = new JdbcTemplate(dataSource);
		template.execute("create table if not exists popularity (trick varchar primary key, dogs integer not null)");
		JdbcBatch batch = new JdbcBatch(template);
		new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult((status) -> {
			for (int i = 0; i < 4; i++) {
				batch.update("insert into popularity (trick, dogs) values (?, 1) "
						+ "on conflict (trick) do update set dogs = popularity.dogs + 1", "roll over");
			}
		});
		assertThat(template.queryForObject("select dogs from popularity", Integer.class)).isEqualTo(4);
	}

}
