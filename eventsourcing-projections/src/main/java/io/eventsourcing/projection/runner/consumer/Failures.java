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

	private static final String IDLE_TIMEOUT = "25P03";

	private Failures() {
	}

	/**
	 * Returns whether the database is the cause, rather than the event or its handler.
	 * After such a failure, the batch is retried without limit, because the failure
	 * reveals nothing about the event.
	 */
	public static boolean isInfrastructure(Throwable failure) {
		Throwable each = failure;
		for (int depth = 0; each != null && depth < 50; depth++) {
			if (isInstance(each, CAUSED_BY_EVENT)) {
				return false;
			}
			if (isInstance(each, INFRASTRUCTURE) || each instanceof SQLException sql && hasState(sql.getSQLState())) {
				return true;
			}
			each = each.getCause();
		}
		return false;
	}

	/**
	 * Returns whether the connection was lost, or PostgreSQL has ended the transaction
	 * because it was idle for too long.
	 */
	public static boolean isEndOfTransaction(Throwable failure) {
		Throwable each = failure;
		for (int depth = 0; each != null && depth < 50; depth++) {
			if (each instanceof SQLException sql && IDLE_TIMEOUT.equals(sql.getSQLState())) {
				return true;
			}
			each = each.getCause();
		}
		return isInfrastructure(failure);
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
