package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

/** How long the statements of a save wait for an answer, in milliseconds. */
class PostgresNetworkTimeoutTest {

	private final List<Integer> limits = new ArrayList<>();

	private Connection connection;

	private JdbcRecorderBuilder builder;

	@BeforeEach
	void open() throws SQLException {
		this.connection = PostgresServer.shared().createDatabase().dataSource().getConnection();
		SingleConnectionDataSource single = new SingleConnectionDataSource(this.connection, true);
		EventSourcingSchema.named("eventsourcing").migrate(single);
		this.builder = JdbcRecorder.builder(new DelegatingDataSource(single) {

			@Override
			public Connection getConnection() throws SQLException {
				return watched(super.getConnection());
			}

		}).notifications(false).lockTimeout(Duration.ofSeconds(1)).networkTimeout(Duration.ofSeconds(3));
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	private Connection watched(Connection target) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("prepareStatement")) {
						this.limits.add(target.getNetworkTimeout());
					}
					try {
						return method.invoke(target, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private void save(JdbcRecorder recorder) {
		this.limits.clear();
		recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
	}

	@Test
	void aSaveLimitsTheTimeAndRestoresTheLimitOfTheConnection() throws SQLException {
		this.connection.setNetworkTimeout(Runnable::run, 60_000);
		save(this.builder.build());
		assertThat(this.limits).isNotEmpty().containsOnly(4_000);
		assertThat(this.connection.getNetworkTimeout()).isEqualTo(60_000);
	}

	@Test
	void aShorterLimitOfTheConnectionIsKept() throws SQLException {
		this.connection.setNetworkTimeout(Runnable::run, 2_000);
		save(this.builder.build());
		assertThat(this.limits).isNotEmpty().containsOnly(2_000);
		assertThat(this.connection.getNetworkTimeout()).isEqualTo(2_000);
	}

	@Test
	void zeroMeansNoLimit() throws SQLException {
		save(this.builder.networkTimeout(Duration.ZERO).build());
		assertThat(this.limits).isNotEmpty().containsOnly(0);
	}

	@Test
	void aReadIsNotLimited() throws SQLException {
		JdbcRecorder recorder = this.builder.build();
		this.limits.clear();
		recorder.maxNotificationId();
		assertThat(this.limits).isNotEmpty().containsOnly(0);
	}

}
