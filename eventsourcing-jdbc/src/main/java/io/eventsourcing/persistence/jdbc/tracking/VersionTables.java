package io.eventsourcing.persistence.jdbc.tracking;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Map;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.TrackedConsumer;

import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads and replaces the rows of all versions and partitions of a consumer. All methods
 * require a transaction.
 */
final class VersionTables {

	private static final String LOCK = """
			select consumer_version, {limits}
			from {schema}.tracking
			where consumer_name = ?
			order by {key}
			for update
			""";

	private static final String SELECT_ACTIVE = """
			select consumer_version, requested_version from {schema}.active_versions where consumer_name = ?
			""";

	private static final String EXISTS = """
			select count(*) from {schema}.tracking where consumer_name = ? and consumer_version = ? and upstream_name = ?
			""";

	private static final String INSERT = """
			insert into {schema}.tracking (notification_id, replay_until, epoch, partition_count, state, changed_at, {key})
			values (?, ?, ?, ?, ?, {now}, ?, ?, ?, ?)
			""";

	private static final String UPDATE = """
			update {schema}.tracking
			set notification_id = ?, replay_until = ?, epoch = epoch + 1, partition_count = ?,
			  changed_at = case when state = ? then changed_at else {now} end, state = ?,
			  failed_id = ?, failed_at = case when failed_id = ? then failed_at end, attempts = ?, failure = ?,
			  started_id = null, started = 0, upstream_id = case when ? = 0 then null else upstream_id end
			where {of-consumer}
			""";

	private static final String DELETE = """
			delete from {schema}.tracking where {of-consumer}
			""";

	private static final String INSERT_ACTIVE = """
			insert into {schema}.active_versions (since, consumer_version, requested_version, consumer_name)
			values ({now}, ?, ?, ?)
			""";

	private static final String UPDATE_ACTIVE = """
			update {schema}.active_versions
			set since = case when consumer_version = ? then since else {now} end, consumer_version = ?,
			  requested_version = ?
			where consumer_name = ?
			""";

	private static final String DELETE_ACTIVE = """
			delete from {schema}.active_versions where consumer_name = ?
			""";

	private final JdbcOperations jdbc;

	private final TrackingDatabase database;

	private final String lock;

	private final String select;

	/**
	 * @param limits limits the time for which PostgreSQL keeps the locks of a process
	 * that is suspended
	 */
	VersionTables(JdbcOperations jdbc, TrackingDatabase database, String limits) {
		this.jdbc = jdbc;
		this.database = database;
		this.lock = database.in(LOCK.replace("{limits}", limits));
		this.select = database.in(ConsumerRows.SELECT + "where t.consumer_name = ?");
	}

	/** Locks and selects all rows of a consumer. */
	ConsumerVersions lock(String consumer) {
		this.jdbc.query(this.lock, (row, number) -> row.getInt(1), consumer);
		return select(consumer);
	}

	/** Selects all rows of a consumer. */
	ConsumerVersions select(String consumer) {
		List<TrackedConsumer> rows = this.jdbc.query(this.select, (row, number) -> ConsumerRows.consumer(row),
				consumer);
		ConsumerVersions active = DataAccessUtils.singleResult(this.jdbc.query(this.database.in(SELECT_ACTIVE),
				(row, number) -> new ConsumerVersions(row.getInt(1), row.getObject(2, Integer.class), rows), consumer));
		return (active != null) ? active : new ConsumerVersions(0, null, rows);
	}

	/** Inserts the partitions of a version, unless it is already stored. */
	void register(ConsumerId consumer, int partitions, long notificationId) {
		Integer count = this.jdbc.queryForObject(this.database.in(EXISTS), Integer.class, consumer.consumer(),
				consumer.version(), consumer.upstream());
		if (count != null && count > 0) {
			return;
		}
		ConsumerVersions stored = select(consumer.consumer());
		for (int i = 0; i < partitions; i++) {
			insert(stored.newRow(consumer.partition(i), partitions, notificationId), 0);
		}
		if (stored.active() == 0) {
			this.jdbc.update(this.database.in(INSERT_ACTIVE), consumer.version(), null, consumer.consumer());
		}
	}

	/** Replaces all rows of a consumer, which must be locked. */
	void replace(String consumer, ConsumerVersions old, ConsumerVersions changed) {
		Map<ConsumerId, TrackedConsumer> left = new HashMap<>();
		old.rows().forEach((row) -> left.put(row.id(), row));
		long epoch = old.rows().stream().mapToLong((row) -> row.position().epoch()).max().orElse(-1) + 1;
		for (TrackedConsumer row : changed.rows()) {
			if (left.remove(row.id()) != null) {
				update(row);
			}
			else {
				insert(row, epoch);
			}
		}
		left.keySet().forEach((id) -> this.jdbc.update(this.database.in(DELETE), ConsumerRows.parameters(id)));
		if (changed.rows().isEmpty()) {
			this.jdbc.update(this.database.in(DELETE_ACTIVE), consumer);
		}
		else if (changed.active() != old.active() || !Objects.equals(changed.requested(), old.requested())) {
			activate(consumer, changed);
		}
	}

	private void activate(String consumer, ConsumerVersions changed) {
		int updated = this.jdbc.update(this.database.in(UPDATE_ACTIVE), changed.active(), changed.active(),
				changed.requested(), consumer);
		if (updated == 0) {
			this.jdbc.update(this.database.in(INSERT_ACTIVE), changed.active(), changed.requested(), consumer);
		}
	}

	private void insert(TrackedConsumer row, long epoch) {
		this.jdbc.update(this.database.in(INSERT), ConsumerRows.parameters(row.position().notificationId(),
				row.replayUntil(), epoch, row.partitionCount(), row.state().name(), row.id()));
	}

	private void update(TrackedConsumer row) {
		Long failedId = (row.failure() != null) ? row.failure().notificationId() : null;
		this.jdbc.update(this.database.in(UPDATE), ConsumerRows.parameters(row.position().notificationId(),
				row.replayUntil(), row.partitionCount(), row.state().name(), row.state().name(), failedId, failedId,
				(row.failure() != null) ? row.failure().attempts() : 0,
				(row.failure() != null) ? row.failure().cause() : null, row.position().notificationId(), row.id()));
	}

}
