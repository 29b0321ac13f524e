package io.eventsourcing.persistence.jdbc.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

import io.eventsourcing.persistence.jdbc.transaction.PartialReadException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendLockTimeoutException;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.StoreNotWritableException;
import io.eventsourcing.persistence.recorder.StoredEvent;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Says what an {@link SQLException} means to the caller of a recorder. */
public final class SqlErrors {

	private static final SQLExceptionTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

	private static final String DUPLICATE_KEY = "23505";

	private static final String VERSIONS_CONSTRAINT = "stored_events_pk";

	private static final String IDS_CONSTRAINT = "stored_events_notification_id";

	private static final String POSTGRES_KEY = "(%s, %d)";

	private static final String H2_KEY = "UUID '%s', CAST(%d AS BIGINT)";

	private static final String POSTGRES_LOCK_NOT_AVAILABLE = "55P03";

	private static final String H2_LOCK_TIMEOUT = "HYT00";

	private SqlErrors() {
	}

	/**
	 * Spring's exception for an error that means nothing particular to an event store.
	 */
	public static DataAccessException translate(String task, SQLException failure) {
		if (failure instanceof PartialReadException && failure.getCause() instanceof SQLException cause) {
			// Spring also looks at the class of an exception
			return translate(task, cause);
		}
		DataAccessException translated = TRANSLATOR.translate(task, null, failure);
		if (translated instanceof BadSqlGrammarException) {
			// its message would quote the statement, which is not known here, instead of
			// the words of the database
			return new InvalidDataAccessResourceUsageException(task + ": " + failure.getMessage(), failure);
		}
		return (translated != null) ? translated : new UncategorizedSQLException(task, null, failure);
	}

	/** Whether a version of an aggregate is stored already. */
	public static boolean isVersionTaken(SQLException failure) {
		return violates(VERSIONS_CONSTRAINT, failure);
	}

	/** Whether the sequence has drawn a notification id that is stored already. */
	static boolean isIdTaken(SQLException failure) {
		return violates(IDS_CONSTRAINT, failure);
	}

	/** Both databases name the constraint in their messages, whatever their language. */
	private static boolean violates(String constraint, SQLException failure) {
		return DUPLICATE_KEY.equals(failure.getSQLState())
				&& String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(constraint);
	}

	/** Whether the append lock could not be taken in time. */
	public static boolean isLockTimeout(SQLException failure) {
		String state = failure.getSQLState();
		return POSTGRES_LOCK_NOT_AVAILABLE.equals(state) || H2_LOCK_TIMEOUT.equals(state);
	}

	/** The exception for an append that has failed. */
	public static RuntimeException translateAppend(Append append, SQLException failure, Duration lockTimeout) {
		if (isVersionTaken(failure)) {
			return conflict(append, failure);
		}
		StoreNotWritableException notWritable = NotWritableReason.translate(failure);
		return (notWritable != null) ? notWritable : translateLocked("Appending events", failure, lockTimeout);
	}

	/** The exception for work that has failed after or while it took the append lock. */
	public static RuntimeException translateLocked(String task, SQLException failure, Duration lockTimeout) {
		return isLockTimeout(failure) ? new AppendLockTimeoutException(lockTimeout, failure) : translate(task, failure);
	}

	/**
	 * The last resort, where the transaction of the caller reads an old snapshot:
	 * otherwise a conflict is found before the database complains.
	 */
	private static RecordConflictException conflict(Append append, SQLException failure) {
		String message = String.valueOf(failure.getMessage());
		StoredEvent event = append.events()
			.stream()
			.filter((each) -> message.contains(POSTGRES_KEY.formatted(each.originatorId(), each.originatorVersion()))
					|| message.contains(H2_KEY.formatted(each.originatorId(), each.originatorVersion())))
			.findFirst()
			.orElse(append.events().get(0));
		return RecordConflictException.of(event.originatorId(), event.originatorVersion(),
				translate("Appending events", failure));
	}

}
