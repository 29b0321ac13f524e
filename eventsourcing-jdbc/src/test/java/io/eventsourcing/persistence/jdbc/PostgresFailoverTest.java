package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoreUnavailableException;
import io.eventsourcing.persistence.recorder.VersionGapException;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** After a failover to a standby that was behind, commits are lost. */
class PostgresFailoverTest {

	private final UUID fido = UUID.randomUUID();

	@Test
	void whatWasStoredBeforeAFailoverIsForgotten() {
		try (TestStore primary = new TestStore(PostgresServer.shared().createDatabase().dataSource(), "events");
				TestStore standby = new TestStore(PostgresServer.shared().createDatabase().dataSource(), "events")) {
			standby.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			FailingOverDataSource dataSource = new FailingOverDataSource(primary.dataSource());
			JdbcRecorder recorder = primary.builder(dataSource).notifications(false).build();
			recorder.insertEvents(Append.of(events(this.fido, 1, 2)));
			dataSource.current = null;
			assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> recorder.insertEvents(Append.of(events(this.fido, 3, 3))));
			dataSource.current = standby.dataSource();
			assertThatExceptionOfType(VersionGapException.class)
				.isThrownBy(() -> recorder.insertEvents(Append.of(events(this.fido, 3, 3))))
				.satisfies((ex) -> assertThat(ex.storedVersion()).isOne());
		}
	}

	private static final class FailingOverDataSource extends AbstractDataSource {

		private DataSource current;

		FailingOverDataSource(DataSource current) {
			this.current = current;
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (this.current == null) {
				throw new SQLException("Part of the test", "08001");
			}
			return this.current.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
