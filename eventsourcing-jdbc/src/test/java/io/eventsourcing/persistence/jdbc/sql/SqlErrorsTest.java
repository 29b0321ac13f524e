package io.eventsourcing.persistence.jdbc.sql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.jdbc.lock.LockTimeout;
import io.eventsourcing.persistence.jdbc.transaction.PartialReadException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.testsupport.ArabicDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

class SqlErrorsTest {

	/** H2 says by the class of an exception what its state does not say. */
	@Test
	void aReadThatBreaksOffFailsLikeOneThatDoesNotBegin() {
		assertThat(translatePartial(new SQLNonTransientConnectionException("closed", "90121")))
			.isInstanceOf(DataAccessResourceFailureException.class);
		assertThat(translatePartial(new SQLTimeoutException("canceled", "57014")))
			.isInstanceOf(QueryTimeoutException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Key (originator_id, originator_version)=(%s, %s) already exists.",
			"... stored_events_pk ... VALUES ( /* key:2 */ UUID '%s', CAST(%s AS BIGINT), ...)" })
	void theConflictIsThatOfTheEventWhoseKeyTheDatabaseNames(String detail) throws Exception {
		UUID first = UUID.randomUUID();
		UUID second = UUID.randomUUID();
		List<StoredEvent> events = new ArrayList<>(events(first, 1, 1));
		events.addAll(events(second, 7, 7));
		SQLException failure = new SQLException("stored_events_pk: " + detail.formatted(second, "7"), "23505");
		LockTimeout timeout = new LockTimeout(Duration.ofSeconds(1), () -> null);
		RuntimeException translated = ArabicDigits
			.call(() -> SqlErrors.translateAppend(Append.of(events), failure, timeout));
		assertThat(translated).isInstanceOfSatisfying(RecordConflictException.class, (conflict) -> {
			assertThat(conflict.originatorId()).isEqualTo(second);
			assertThat(conflict.originatorVersion()).isEqualTo(7);
		});
	}

	private static DataAccessException translatePartial(SQLException failure) {
		DataAccessException translated = SqlErrors.translate("Reading", new PartialReadException(failure));
		assertThat(translated).hasRootCause(failure);
		return translated;
	}

}
