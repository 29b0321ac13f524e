package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import org.jspecify.annotations.Nullable;

/** Selects and reads the rows of the table {@code tracking}. */
final class ConsumerRows {

	/**
	 * Selects rows, to which a condition on the table with the alias {@code t} can be
	 * added. The epoch and the active version are read by one statement, so they belong
	 * together.
	 */
	static final String SELECT = """
			select t.consumer_name, t.consumer_version, t.upstream_name, t.partition_number, t.notification_id,
			  t.replay_until, t.epoch, t.partition_count, t.state, t.changed_at, t.failed_id, t.failed_at, t.attempts,
			  t.failure, coalesce(a.consumer_version = t.consumer_version, false) as active,
			  r.id as owner_id, r.name as owner_name, r.group_name as owner_group,
			  coalesce(r.alive_until > {now}, false) as leased
			from {schema}.tracking t
			left join {schema}.runners r on r.id = t.owner
			left join {schema}.active_versions a on a.consumer_name = t.consumer_name
			""";

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

	/** Reads a row of {@link #SELECT}. */
	static TrackedConsumer consumer(ResultSet row) throws SQLException {
		TrackedPosition position = new TrackedPosition(id(row), row.getLong("notification_id"), row.getLong("epoch"));
		return new TrackedConsumer(position, row.getLong("replay_until"), row.getInt("partition_count"),
				row.getBoolean("active"), ConsumerState.valueOf(row.getString("state")), owner(row),
				row.getBoolean("leased"), instant(row, "changed_at"), failure(row));
	}

	private static @Nullable Runner owner(ResultSet row) throws SQLException {
		UUID id = row.getObject("owner_id", UUID.class);
		return (id != null) ? new Runner(id, row.getString("owner_name"), row.getString("owner_group")) : null;
	}

	private static @Nullable ConsumerFailure failure(ResultSet row) throws SQLException {
		String cause = row.getString("failure");
		return (cause != null) ? new ConsumerFailure(row.getLong("failed_id"), row.getInt("attempts"),
				instant(row, "failed_at"), cause) : null;
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
