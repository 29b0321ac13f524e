package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import org.jspecify.annotations.Nullable;

/** Reads consumers from the columns of the table {@code tracking}. */
final class ConsumerRows {

	/**
	 * The key of a row, and the number of values that {@link #parameters} inserts for it.
	 */
	static final String KEY = "consumer_name, consumer_version, upstream_name, partition_number";

	/** The condition that selects the row of a consumer. */
	static final String OF_CONSUMER = "consumer_name = ? and consumer_version = ? and upstream_name = ? "
			+ "and partition_number = ?";

	/** The columns to select from the table with the alias {@code t}. */
	static final String COLUMNS = """
			t.consumer_name, t.consumer_version, t.upstream_name, t.partition_number, t.notification_id, t.epoch, t.state, t.changed_at,
			  t.failed_id, t.failed_at, t.attempts, t.failure""";

	private ConsumerRows() {
	}

	static ConsumerId id(ResultSet row) throws SQLException {
		return new ConsumerId(row.getString("consumer_name"), row.getInt("consumer_version"),
				row.getString("upstream_name"), row.getInt("partition_number"));
	}

	/**
	 * Returns the parameters of a statement, in which each {@link ConsumerId} is replaced
	 * by the values of its key.
	 */
	static @Nullable Object[] parameters(@Nullable Object... values) {
		List<@Nullable Object> parameters = new ArrayList<>(values.length + 3);
		for (Object value : values) {
			if (value instanceof ConsumerId id) {
				parameters.addAll(List.of(id.consumer(), id.version(), id.upstream(), id.partition()));
			}
			else {
				parameters.add(value);
			}
		}
		return parameters.toArray();
	}

	static TrackedPosition position(ResultSet row) throws SQLException {
		return new TrackedPosition(id(row), row.getLong("notification_id"), row.getLong("epoch"));
	}

	static ConsumerState state(ResultSet row) throws SQLException {
		return ConsumerState.valueOf(row.getString("state"));
	}

	static @Nullable ConsumerFailure failure(ResultSet row) throws SQLException {
		String cause = row.getString("failure");
		return (cause != null) ? new ConsumerFailure(row.getLong("failed_id"), row.getInt("attempts"),
				instant(row, "failed_at"), cause) : null;
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
