package io.eventsourcing.persistence.jdbc.sql;

import java.sql.SQLException;
import java.util.Locale;

import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.StoreNotWritableException;
import io.eventsourcing.persistence.jdbc.lock.LockTimeout;
import io.eventsourcing.persistence.jdbc.transaction.PartialReadException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Translates an {@link SQLException} to the exception that a recorder throws. */
public final class SqlErrors {

	private static final SQLExceptionTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

	private static final String DUPLICATE_KEY = "23505";

	private static final String VERSIONS_CONSTRAINT = "stored_events_pk";

	private static final String IDS_CONSTRAINT = "stored_events_notification_id";

	private static final String POSTGRES_KEY = "(%s, %s)";

	private static final String H2_KEY = "UUID '%s', CAST(%s AS BIGINT)";

	private static final String POSTGRES_LOCK_NOT_AVAILABLE = "55P03";

	private static final String H2_LOCK_TIMEOUT = "HYT00";

	private static final String SERIALIZATION_FAILURE = "40001";

	private static final String POSTGRES_DEADLOCK = "40P01";

	private SqlErrors() {
	}

	/**
	 * Returns Spring's exception for an error that has no special meaning to an event
	 * store. It does not contain data of events that the database quotes.
	 */
	public static DataAccessException translate(String task, SQLException original) {
		if (original instanceof PartialReadException && original.getCause() instanceof SQLException cause) {
			// Spring's translator also examines the class of an exception
			return translate(task, cause);
		}
		SQLException failure = QuotedData.removeFrom(original);
		DataAccessException translated = TRANSLATOR.translate(task, null, failure);
		if (translated instanceof BadSqlGrammarException) {
			// its message would contain the statement, which is not known here, instead
			// of the message of the database
			return new InvalidDataAccessResourceUsageException(task + ": " + failure.getMessage(), failure);
		}
		return (translated != null) ? translated : new UncategorizedSQLException(task, null, failure);
	}

	/** Returns whether a version of an aggregate is already stored. */
	public static boolean isVersionTaken(SQLException failure) {
		return violates(VERSIONS_CONSTRAINT, failure);
	}

	/**
	 * Returns whether the sequence has drawn a notification id that is already stored.
	 */
	static boolean isIdTaken(SQLException failure) {
		return violates(IDS_CONSTRAINT, failure);
	}

	/**
	 * Returns whether the error violates the constraint, which both databases name in
	 * their messages, in any language.
	 */
	private static boolean violates(String constraint, SQLException failure) {
		return DUPLICATE_KEY.equals(failure.getSQLState())
				&& String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(constraint);
	}

	/** Returns whether the append lock could not be taken in time. */
	public static boolean isLockTimeout(SQLException failure) {
		String state = failure.getSQLState();
		return POSTGRES_LOCK_NOT_AVAILABLE.equals(state) || H2_LOCK_TIMEOUT.equals(state);
	}

	/**
	 * Returns whether a transaction cannot be serialized with others, or is the victim of
	 * a deadlock: nothing was stored, and the next attempt may succeed.
	 */
	public static boolean isSerializationFailure(SQLException failure) {
		String state = failure.getSQLState();
		return SERIALIZATION_FAILURE.equals(state) || POSTGRES_DEADLOCK.equals(state);
	}

	/**
	 * Returns the exception for a failed append; called in the thread of its caller.
	 */
	public static RuntimeException translateAppend(Append append, SQLException failure, LockTimeout lockTimeout) {
		if (isVersionTaken(failure)) {
			return conflict(append, failure);
		}
		if (isLockTimeout(failure)) {
			return lockTimeout.exception(failure);
		}
		StoreNotWritableException notWritable = NotWritableReason.translate(failure);
		return (notWritable != null) ? notWritable : translate("Appending events", failure);
	}

	/**
	 * Reports a conflict as a last resort, when the caller's transaction reads an old
	 * snapshot; otherwise, a conflict is found before the database reports an error.
	 */
	private static RecordConflictException conflict(Append append, SQLException failure) {
		String message = String.valueOf(failure.getMessage());
		StoredEvent event = append.events()
			.stream()
			.filter((each) -> message.contains(POSTGRES_KEY.formatted(each.originatorId(), each.originatorVersion()))
					|| message.contains(H2_KEY.formatted(each.originatorId(), each.originatorVersion())))
			.findFirst()
			.orElse(append.events().get(0));
		return RecordConflictException.of(event.originatorType(), event.originatorId(), event.originatorVersion(),
				translate("Appending events", failure));
	}

}
