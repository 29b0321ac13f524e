package io.eventsourcing.projection.runner.consumer;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.projection.EventHandlingException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Classifies and describes the exceptions that a batch fails with. */
public final class Failures {

	private static final Duration FIRST_DELAY = Duration.ofMillis(100);

	private static final List<Class<?>> INFRASTRUCTURE = List.of(TransientDataAccessException.class,
			RecoverableDataAccessException.class, DataAccessResourceFailureException.class,
			CannotCreateTransactionException.class, SQLTransientException.class, SQLRecoverableException.class,
			SQLNonTransientConnectionException.class, SaveOutcomeUnknownException.class);

	/**
	 * Failures of these kinds can occur each time that the event is handled: it takes
	 * longer than the handler timeout, or it changes an entity that does not exist.
	 */
	private static final List<Class<?>> CAUSED_BY_EVENT = List.of(HandlerTimeoutException.class,
			QueryTimeoutException.class, OptimisticLockingFailureException.class, SQLTimeoutException.class);

	/**
	 * Connection errors, transactions that were rolled back by the server, missing
	 * resources, and interventions of an operator.
	 */
	private static final List<String> SQL_STATES = List.of("08", "40", "53", "57P", "58");

	/**
	 * A table, a column, a schema or a privilege is missing: on PostgreSQL, then on H2.
	 */
	private static final Set<String> MISSING_OBJECT = Set.of("42P01", "42703", "3F000", "42501", "42S02", "42S03",
			"42S04", "42S22", "90079", "90096");

	private static final String IDLE_TIMEOUT = "25P03";

	/** Causes can form a cycle. */
	private static final int MAX_CAUSES = 50;

	private Failures() {
	}

	/**
	 * Returns whether the database is the cause, rather than the event or its handler.
	 * After such a failure, the batch is retried without limit, because the failure
	 * reveals nothing about the event.
	 */
	public static boolean isInfrastructure(Throwable failure) {
		for (Throwable each : causes(failure)) {
			if (isInstance(each, CAUSED_BY_EVENT)) {
				return false;
			}
			if (isInstance(each, INFRASTRUCTURE) || each instanceof SQLException sql && hasState(sql.getSQLState())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether a statement needs a table, a column or a privilege that is missing,
	 * so that the handler fails whatever the event contains.
	 */
	public static boolean isMissingObject(Throwable failure) {
		return causes(failure).stream()
			.anyMatch((each) -> each instanceof SQLException sql && sql.getSQLState() != null
					&& MISSING_OBJECT.contains(sql.getSQLState()));
	}

	/**
	 * Returns whether the connection was lost, or PostgreSQL has ended the transaction
	 * because it was idle for too long.
	 */
	public static boolean isEndOfTransaction(Throwable failure) {
		return isInfrastructure(failure) || causes(failure).stream()
			.anyMatch((each) -> each instanceof SQLException sql && IDLE_TIMEOUT.equals(sql.getSQLState()));
	}

	/** Returns the failure and its causes, from the outermost. */
	private static List<Throwable> causes(Throwable failure) {
		return Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.limit(MAX_CAUSES)
			.toList();
	}

	private static boolean isInstance(Throwable failure, List<Class<?>> types) {
		return types.stream().anyMatch((type) -> type.isInstance(failure));
	}

	private static boolean hasState(@Nullable String state) {
		return state != null && SQL_STATES.stream().anyMatch(state::startsWith);
	}

	/** Returns the event that failed, or 0 if that is not known. */
	public static long failedId(RuntimeException failure) {
		if (failure instanceof EventHandlingException known) {
			return known.notificationId();
		}
		if (failure instanceof HandlerTimeoutException known) {
			return known.notificationId();
		}
		return (failure instanceof UndecodableEventException known) ? known.notificationId() : 0;
	}

	/** Returns the time before the next attempt, which doubles with each attempt. */
	public static Duration delay(int attempts, Duration max) {
		Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
		return (delay.compareTo(max) < 0) ? delay : max;
	}

	/** Returns the stack trace of the exception, as it is stored. */
	public static String describe(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
