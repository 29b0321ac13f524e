package io.eventsourcing.projection.jdbc;

import java.util.List;
import java.util.OptionalLong;

import io.eventsourcing.domain.EventSourcingException;

import org.springframework.dao.DataAccessException;

/**
 * Thrown if a batch of a {@link JdbcBatch} fails, so that its transaction must be rolled
 * back. The cause is the exception that a {@code JdbcTemplate} would throw. The message
 * names the SQL and, if known, the update and its notification, but not the parameters.
 */
public class JdbcBatchException extends EventSourcingException {

	private final String sql;

	private final long notificationId;

	/**
	 * @param failed the index of the update that failed, or a negative number if it is
	 * not known
	 */
	JdbcBatchException(String sql, List<PendingUpdate> updates, int failed, DataAccessException cause) {
		super(message(sql, updates, failed, cause), cause);
		this.sql = sql;
		Range range = Range.of(updates, failed);
		this.notificationId = (range.first() == range.last()) ? range.first() : 0;
	}

	private static String message(String sql, List<PendingUpdate> updates, int failed, DataAccessException cause) {
		String update = (failed >= 0) ? "Update " + (failed + 1) : "An update";
		return "%s of a batch of %d failed%s: %s: %s".formatted(update, updates.size(), Range.of(updates, failed), sql,
				cause.getClass().getName());
	}

	/** Returns the SQL of the batch. */
	public String sql() {
		return this.sql;
	}

	/**
	 * Returns the id of the notification whose handler issued the update that failed, or
	 * empty if it is unknown: PostgreSQL's driver does not report which update of a batch
	 * failed.
	 */
	public OptionalLong notificationId() {
		return (this.notificationId != 0) ? OptionalLong.of(this.notificationId) : OptionalLong.empty();
	}

	/**
	 * The range of notifications that contains the one of the failed update.
	 *
	 * @param first the lowest id, or 0
	 * @param last the highest id, or 0
	 */
	private record Range(long first, long last) {

		static Range of(List<PendingUpdate> updates, int failed) {
			List<PendingUpdate> possible = (failed >= 0) ? updates.subList(failed, failed + 1) : updates;
			return new Range(possible.stream().mapToLong(PendingUpdate::notificationId).min().orElse(0),
					possible.stream().mapToLong(PendingUpdate::notificationId).max().orElse(0));
		}

		@Override
		public String toString() {
			if (this.last == 0) {
				return "";
			}
			return (this.first == this.last) ? " in the handler of notification " + this.first
					: " in the handlers of the notifications " + this.first + " to " + this.last;
		}

	}

}
