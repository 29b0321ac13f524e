package io.eventsourcing.persistence.tracking;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The stored states of all versions and partitions of one consumer, which
 * {@link TrackingRecorder#change} replaces as a whole. Immutable.
 *
 * @param active the version that is in use, whose side effects take place; 0 if no
 * version is stored
 * @param requested the version that is to become active as soon as it has reached the
 * position of the active version, although its number is lower; null if there is none
 * @param rows the states, in the order of their ids
 */
public record ConsumerVersions(int active, @Nullable Integer requested, List<TrackedConsumer> rows) {

	public ConsumerVersions {
		rows = rows.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
	}

	/** Returns the states of the partitions of a version in a log. */
	public List<TrackedConsumer> of(int version, String upstream) {
		return this.rows.stream()
			.filter((row) -> row.id().version() == version && row.id().upstream().equals(upstream))
			.toList();
	}

	/**
	 * Returns the state of a partition that is registered now. A version that is lower
	 * than the active one is retired, because it would not become active without a
	 * request.
	 */
	public TrackedConsumer newRow(ConsumerId id, int partitionCount, long notificationId) {
		return TrackedConsumer.unowned(id, partitionCount, notificationId, 0,
				(id.version() < this.active) ? ConsumerState.RETIRED : ConsumerState.RUNNING);
	}

	/** Returns these versions with other states. */
	public ConsumerVersions with(List<TrackedConsumer> others) {
		return new ConsumerVersions(this.active, this.requested, others);
	}

	/** Returns these versions with each state replaced. */
	public ConsumerVersions map(UnaryOperator<TrackedConsumer> change) {
		return with(this.rows.stream().map(change).toList());
	}

	/** Returns these versions with another active version, and no requested version. */
	public ConsumerVersions activate(int version) {
		return new ConsumerVersions(version, null, this.rows);
	}

	/** Returns these versions with a requested version. */
	public ConsumerVersions request(int version) {
		return new ConsumerVersions(this.active, version, this.rows);
	}

}
