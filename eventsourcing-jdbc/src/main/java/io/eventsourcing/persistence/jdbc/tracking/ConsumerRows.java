package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import org.jspecify.annotations.Nullable;

/** Reads consumers from the columns of the table {@code tracking}. */
final class ConsumerRows {

	/** The columns to select from the table with the alias {@code t}. */
	static final String COLUMNS = """
			t.consumer_name, t.upstream_name, t.notification_id, t.epoch, t.state, t.changed_at,
			  t.failed_id, t.failed_at, t.attempts, t.failure""";

	private ConsumerRows() {
	}

	static ConsumerId id(ResultSet row) throws SQLException {
		return new ConsumerId(row.getString("consumer_name"), row.getString("upstream_name"));
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
