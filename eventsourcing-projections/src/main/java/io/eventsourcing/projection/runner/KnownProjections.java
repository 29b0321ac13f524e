package io.eventsourcing.projection.runner;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.runner.consumer.Consumer;

/**
 * The projections whose code this process contains, together with those that are stored.
 * Thread-safe.
 */
final class KnownProjections {

	private final List<Consumer> consumers;

	private final StoredPositions stored;

	KnownProjections(List<Consumer> consumers, StoredPositions stored) {
		this.consumers = consumers;
		this.stored = stored;
	}

	/** Returns all versions whose code this process contains. */
	List<Consumer> consumers() {
		return this.consumers;
	}

	/** Returns the version whose code this process contains, if it does. */
	Optional<Consumer> find(String name, int version) {
		return this.consumers.stream()
			.filter((each) -> each.definition().name().equals(name) && each.definition().version() == version)
			.findFirst();
	}

	/**
	 * Returns whether this process contains the code of the consumer, which follows the
	 * same log.
	 */
	boolean contains(ConsumerId id) {
		return find(id.consumer(), id.version()).filter((each) -> each.id().equals(id.partition(0))).isPresent();
	}

	/** Returns the names of the projections whose code this process contains. */
	List<String> names() {
		return this.consumers.stream().map((each) -> each.definition().name()).distinct().toList();
	}

	/**
	 * Returns the partitions of the version that is in use, or of the lowest version if
	 * none is stored yet.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	List<ConsumerId> active(String name) {
		Objects.requireNonNull(name, "name");
		Map<ConsumerId, TrackedConsumer> rows = this.stored.read();
		List<ConsumerId> active = active(name, rows);
		if (!active.isEmpty()) {
			return active;
		}
		return List.of(this.consumers.stream()
			.filter((each) -> each.definition().name().equals(name))
			.map(Consumer::id)
			.min(Comparator.naturalOrder())
			.orElseThrow(() -> unknown(name, rows)));
	}

	private List<ConsumerId> active(String name, Map<ConsumerId, TrackedConsumer> rows) {
		return followed(name, rows).filter(TrackedConsumer::active).map(TrackedConsumer::id).toList();
	}

	/** Leaves out the positions in a log that the projection no longer follows. */
	private Stream<TrackedConsumer> followed(String name, Map<ConsumerId, TrackedConsumer> rows) {
		return rows.values()
			.stream()
			.filter((row) -> row.id().consumer().equals(name))
			.filter((row) -> contains(row.id()) || find(name, row.id().version()).isEmpty());
	}

	/**
	 * Returns the partitions of the version that is in use, and of those that may replace
	 * it: versions that have not been replaced, and that this process contains or another
	 * one runs.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	List<ConsumerId> current(String name) {
		List<ConsumerId> active = active(name);
		Stream<ConsumerId> others = followed(name, this.stored.read())
			.filter((row) -> row.state() != ConsumerState.RETIRED && (row.leased() || contains(row.id())))
			.map(TrackedConsumer::id);
		return Stream.concat(active.stream(), others).distinct().sorted().toList();
	}

	/**
	 * Returns the exception that names all projections, because there is none with the
	 * name.
	 */
	IllegalArgumentException unknown(String name) {
		return unknown(name, this.stored.readNow());
	}

	private IllegalArgumentException unknown(String name, Map<ConsumerId, TrackedConsumer> rows) {
		TreeSet<String> names = new TreeSet<>(names());
		rows.keySet().forEach((each) -> names.add(each.consumer()));
		return new IllegalArgumentException(
				"There is no projection with the name '%s', only %s".formatted(name, names));
	}

}
