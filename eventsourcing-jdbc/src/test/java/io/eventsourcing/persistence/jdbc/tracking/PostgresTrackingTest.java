package io.eventsourcing.persistence.jdbc.tracking;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresTrackingTest extends JdbcTrackingContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	private void failQuietly() {
		try {
			jdbcStore().jdbc().execute("select 1 / 0");
		}
		catch (DataAccessException ex) {
			// PostgreSQL rolls the transaction back nevertheless
		}
	}

	/** The commit would be reported as successful. */
	@Test
	void workThatHidesAFailureIsNotTakenForASuccess() {
		TrackingRecorder recorder = store().tracking();
		TrackedPosition start = new TrackedPosition(ConsumerId.ofOwnLog("tricks"), 0, 0);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> recorder.advance(start, 5, () -> {
			store().write("lost");
			failQuietly();
		})).withMessageContaining("its exception was caught").withMessageContaining("Propagation.NESTED");
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> recorder.change("tricks", (old) -> {
			failQuietly();
			return old;
		})).withMessageContaining("its exception was caught");
		assertThat(recorder.consumers().get(0).position()).isEqualTo(start);
		assertThat(store().written()).isEmpty();
	}

}
