package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.stream;
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

	/** As a pool does that replaces dead connections, or if the data was restored. */
	@Test
	void versionsThatWereLostUnnoticedLeaveNoGap() {
		try (TestStore primary = new TestStore(PostgresServer.shared().createDatabase().dataSource(), "events");
				TestStore standby = new TestStore(PostgresServer.shared().createDatabase().dataSource(), "events")) {
			UUID rex = UUID.randomUUID();
			standby.recorder().insertEvents(Append.of(List.of(event(this.fido, 1), event(rex, 1))));
			FailingOverDataSource dataSource = new FailingOverDataSource(primary.dataSource());
			JdbcRecorder recorder = primary.builder(dataSource).notifications(false).build();
			recorder.insertEvents(Append.of(List.of(event(this.fido, 1), event(this.fido, 2), event(rex, 1))));
			dataSource.current = standby.dataSource();
			assertGap(recorder, events(this.fido, 3, 3));
			assertGap(recorder, events(this.fido, 3, 4));
			assertGap(recorder, List.of(event(rex, 2), event(this.fido, 3)));
			recorder.insertEvents(Append.of(List.of(event(rex, 2), event(this.fido, 2))));
			recorder.insertEvents(Append.of(events(this.fido, 3, 3)));
			assertThat(stream(recorder, this.fido)).hasSize(3);
			assertThat(stream(recorder, rex)).hasSize(2);
		}
	}

	private void assertGap(JdbcRecorder recorder, List<StoredEvent> events) {
		assertThatExceptionOfType(VersionGapException.class).isThrownBy(() -> recorder.insertEvents(Append.of(events)))
			.satisfies((ex) -> assertThat(ex.originatorId()).isEqualTo(this.fido))
			.satisfies((ex) -> assertThat(ex.storedVersion()).isOne());
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
