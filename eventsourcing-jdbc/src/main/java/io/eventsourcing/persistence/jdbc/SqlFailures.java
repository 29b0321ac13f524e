package io.eventsourcing.persistence.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

import io.eventsourcing.persistence.recorder.AppendLockTimeoutException;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.StoreNotWritableException;
import io.eventsourcing.persistence.recorder.StoredEvent;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Says what an {@link SQLException} means to the caller. */
final class SqlFailures {

	private static final SQLExceptionTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

	private static final String DUPLICATE_KEY = "23505";

	private static final String VERSIONS_CONSTRAINT = "stored_events_pk";

	private static final String IDS_CONSTRAINT = "stored_events_notification_id";

	private static final String POSTGRES_KEY = "(%s, %d)";

	private static final String H2_KEY = "UUID '%s', CAST(%d AS BIGINT)";

	private static final String POSTGRES_LOCK_NOT_AVAILABLE = "55P03";

	private static final String H2_LOCK_TIMEOUT = "HYT00";

	private final Duration lockTimeout;

	SqlFailures(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	static DataAccessException translate(String task, SQLException failure) {
		DataAccessException translated = TRANSLATOR.translate(task, null, failure);
		return (translated != null) ? translated : new UncategorizedSQLException(task, null, failure);
	}

	/**
	 * Whether there may have been a commit that could not be reported: the connection
	 * broke, or the server ended it.
	 */
	static boolean isOutcomeUnknown(SQLException failure) {
		String state = failure.getSQLState();
		return failure instanceof UncertainCommitException || state == null || state.startsWith("08")
				|| state.startsWith("57P");
	}

	/** Whether a version is stored already. */
	static boolean isVersionTaken(SQLException failure) {
		return violates(VERSIONS_CONSTRAINT, failure);
	}

	/** Whether the sequence has drawn an id that is stored already. */
	static boolean isIdTaken(SQLException failure) {
		return violates(IDS_CONSTRAINT, failure);
	}

	/** Both databases name the constraint, in whichever language they write. */
	private static boolean violates(String constraint, SQLException failure) {
		return DUPLICATE_KEY.equals(failure.getSQLState())
				&& String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(constraint);
	}

	static boolean isLockTimeout(SQLException failure) {
		String state = failure.getSQLState();
		return POSTGRES_LOCK_NOT_AVAILABLE.equals(state) || H2_LOCK_TIMEOUT.equals(state);
	}

	RuntimeException translateAppend(Save save, SQLException failure) {
		if (isVersionTaken(failure)) {
			return conflict(save, failure);
		}
		StoreNotWritableException notWritable = NotWritable.translate(failure);
		return (notWritable != null) ? notWritable : translateLocked("Appending events", failure);
	}

	RuntimeException translateLocked(String task, SQLException failure) {
		return isLockTimeout(failure) ? new AppendLockTimeoutException(this.lockTimeout, failure)
				: translate(task, failure);
	}

	/**
	 * The last resort, where the transaction of the caller reads an old snapshot:
	 * otherwise a conflict is found before the database complains.
	 */
	private static RecordConflictException conflict(Save save, SQLException failure) {
		String message = String.valueOf(failure.getMessage());
		StoredEvent event = save.events()
			.stream()
			.filter((each) -> message.contains(POSTGRES_KEY.formatted(each.originatorId(), each.originatorVersion()))
					|| message.contains(H2_KEY.formatted(each.originatorId(), each.originatorVersion())))
			.findFirst()
			.orElse(save.events().get(0));
		return new RecordConflictException(event.originatorId(), event.originatorVersion(),
				translate("Appending events", failure));
	}

}
