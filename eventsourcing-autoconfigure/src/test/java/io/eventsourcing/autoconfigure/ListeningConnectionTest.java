package io.eventsourcing.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.IsolationLevelDataSourceAdapter;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The connection that listens for notifications is opened as the pool opens its own, but
 * takes no place in the pool.
 */
class ListeningConnectionTest {

	private static final String LISTENERS = """
			select usename from pg_stat_activity
			where datname = current_database() and query = 'listen "eventsourcing"'
			""";

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database.dataSource());

	private final String name = this.jdbc.queryForObject("select current_database()", String.class);

	private final HikariDataSource pool = new HikariDataSource();

	@BeforeEach
	void createRoles() {
		this.jdbc.execute("create role first_%s login superuser".formatted(this.name));
		this.jdbc.execute("create role second_%s login superuser".formatted(this.name));
		this.pool.setMaximumPoolSize(1);
	}

	@Test
	void ofAPoolThatIsConfiguredByUrl() {
		this.pool.setJdbcUrl(this.database.jdbcUrl());
		this.pool.setUsername("first_" + this.name);
		assertThatListenerIs("first", this.pool);
	}

	@Test
	void ofAPoolWithCredentialsThatExpire() {
		this.pool.setJdbcUrl(this.database.jdbcUrl());
		this.pool.setCredentialsProvider(() -> Credentials.of("first_" + this.name, "token"));
		assertThatListenerIs("first", this.pool);
	}

	@Test
	void ofAPoolWhoseCredentialsAreChangedWhileItRuns() {
		this.pool.setJdbcUrl(this.database.jdbcUrl());
		this.pool.setUsername("first_" + this.name);
		run(this.pool, (context) -> {
			this.pool.getHikariConfigMXBean().setCredentials(Credentials.of("second_" + this.name, "changed"));
			assertThatListenerIs("second", context);
		});
	}

	@Test
	void ofAPoolThatIsConfiguredByADataSource() {
		this.pool.setDataSource(this.database.dataSourceFor("first_" + this.name));
		assertThatListenerIs("first", this.pool);
	}

	@Test
	void ofAPoolThatIsConfiguredByTheClassOfADataSource() {
		this.pool.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
		this.pool.addDataSourceProperty("url", this.database.jdbcUrl());
		this.pool.setUsername("first_" + this.name);
		assertThatListenerIs("first", this.pool);
	}

	@Test
	void ofAPoolBehindAdapters() {
		this.pool.setJdbcUrl(this.database.jdbcUrl());
		this.pool.setCredentialsProvider(() -> Credentials.of("first_" + this.name, "token"));
		IsolationLevelDataSourceAdapter adapter = new IsolationLevelDataSourceAdapter();
		adapter.setTargetDataSource(new LazyConnectionDataSourceProxy(this.pool));
		assertThatListenerIs("first", adapter);
	}

	@Test
	void ofAPoolBehindAWrapperOfTheApplication() {
		this.pool.setJdbcUrl(this.database.jdbcUrl());
		this.pool.setCredentialsProvider(() -> Credentials.of("first_" + this.name, "token"));
		assertThatListenerIs("first", new Wrapper(this.pool));
	}

	@Test
	void ofAPoolThatPreparesItsConnections() {
		this.pool.setJdbcUrl(this.database.jdbcUrl());
		this.pool.setUsername("first_" + this.name);
		this.pool.setConnectionInitSql("set application_name = 'prepared'");
		run(this.pool, (context) -> assertThatListenersAre("prepared", LISTENERS.replace("usename", "application_name"),
				context));
	}

	private void assertThatListenerIs(String role, DataSource dataSource) {
		run(dataSource, (context) -> assertThatListenerIs(role, context));
	}

	private void run(DataSource dataSource, Consumer<AssertableApplicationContext> assertions) {
		Contexts.h2()
			.withBean("dataSource", DataSource.class, () -> dataSource)
			.run((context) -> assertions.accept(context));
	}

	private void assertThatListenerIs(String role, AssertableApplicationContext context) {
		assertThatListenersAre(role + "_" + this.name, LISTENERS, context);
	}

	/** A listener is there for as long as there is a subscription. */
	private void assertThatListenersAre(String expected, String query, AssertableApplicationContext context) {
		try (Subscription subscription = context.getBean(NotificationLog.class).subscribe(0)) {
			await()
				.untilAsserted(() -> assertThat(this.jdbc.queryForList(query, String.class)).containsExactly(expected));
			assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(subscription.position()).isZero();
		}
	}

	/** Not one that Spring knows. */
	private static final class Wrapper extends AbstractDataSource {

		private final DataSource wrapped;

		Wrapper(DataSource wrapped) {
			this.wrapped = wrapped;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.wrapped.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.wrapped.getConnection(username, password);
		}

		@Override
		public boolean isWrapperFor(Class<?> type) throws SQLException {
			return type.isInstance(this.wrapped) || this.wrapped.isWrapperFor(type);
		}

		@Override
		public <T> T unwrap(Class<T> type) throws SQLException {
			return type.isInstance(this.wrapped) ? type.cast(this.wrapped) : this.wrapped.unwrap(type);
		}

	}

}
