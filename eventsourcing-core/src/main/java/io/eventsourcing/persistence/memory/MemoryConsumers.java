package io.eventsourcing.persistence.memory;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The stored consumers of a {@link MemoryTrackingRecorder}: registers them, and replaces
 * all versions and partitions of a consumer at once. Thread-safe.
 */
final class MemoryConsumers {

	private static final ConsumerVersions NO_VERSIONS = new ConsumerVersions(0, null, List.of());

	private final Map<ConsumerId, MemoryConsumer> consumers = new ConcurrentHashMap<>();

	/** The active and requested versions of each consumer, without their states. */
	private final Map<String, ConsumerVersions> active = new ConcurrentHashMap<>();

	/** The identities of the logs to which positions belong. */
	private final Map<ConsumerId, UUID> boundLogs = new ConcurrentHashMap<>();

	private final Map<String, Object> monitors = new ConcurrentHashMap<>();

	private final MemoryLeases leases;

	private final MemoryConsumerTransaction transaction;

	MemoryConsumers(MemoryLeases leases, MemoryConsumerTransaction transaction) {
		this.leases = leases;
		this.transaction = transaction;
	}

	/** Returns the consumer, or null if it is not stored. */
	@Nullable MemoryConsumer find(ConsumerId id) {
		return this.consumers.get(id);
	}

	List<ConsumerId> ids() {
		return List.copyOf(this.consumers.keySet());
	}

	List<TrackedConsumer> all() {
		return this.consumers.values()
			.stream()
			.map(this::view)
			.sorted(Comparator.comparing(TrackedConsumer::id))
			.toList();
	}

	/**
	 * Returns the state of a consumer, with its lease and its active version. The active
	 * version is read last. It is stored before the epochs increase, so a consumer with a
	 * new epoch is never seen with an outdated active version.
	 */
	TrackedConsumer view(MemoryConsumer consumer) {
		TrackedConsumer seen = consumer.current();
		MemoryLease lease = this.leases.find(seen.owner());
		ConsumerVersions versions = this.active.get(seen.id().consumer());
		return new TrackedConsumer(seen.position(), seen.replayUntil(), seen.partitionCount(),
				versions != null && versions.active() == seen.id().version(), seen.state(),
				(lease != null) ? seen.owner() : null, lease != null && lease.isAlive(), seen.changedAt(),
				seen.failure());
	}

	void register(ConsumerId consumer, int partitions, long notificationId) {
		synchronized (monitor(consumer.consumer())) {
			if (this.consumers.containsKey(consumer.partition(0))) {
				return;
			}
			ConsumerVersions stored = this.active.computeIfAbsent(consumer.consumer(),
					(name) -> NO_VERSIONS.activate(consumer.version()));
			for (int i = 0; i < partitions; i++) {
				TrackedConsumer row = stored.newRow(consumer.partition(i), partitions, notificationId);
				this.consumers.put(row.id(), new MemoryConsumer(row, 0));
			}
		}
	}

	/** Returns the monitor that guards changes to the versions of a consumer. */
	private Object monitor(String consumer) {
		return this.monitors.computeIfAbsent(consumer, (name) -> new Object());
	}

	void change(String consumer, UnaryOperator<ConsumerVersions> change, Runnable last) {
		synchronized (monitor(consumer)) {
			List<MemoryConsumer> rows = this.consumers.entrySet()
				.stream()
				.filter((each) -> each.getKey().consumer().equals(consumer))
				.sorted(Map.Entry.comparingByKey())
				.map(Map.Entry::getValue)
				.toList();
			lock(rows, 0, () -> changeLocked(consumer, rows, change, last));
		}
	}

	private static void lock(List<MemoryConsumer> rows, int index, Runnable change) {
		if (index == rows.size()) {
			change.run();
			return;
		}
		rows.get(index).locked(() -> {
			lock(rows, index + 1, change);
			return rows;
		});
	}

	private void changeLocked(String consumer, List<MemoryConsumer> rows, UnaryOperator<ConsumerVersions> change,
			Runnable last) {
		ConsumerVersions old = this.active.getOrDefault(consumer, NO_VERSIONS)
			.with(rows.stream().map(this::view).toList());
		ConsumerVersions[] changed = { old };
		this.transaction.perform(() -> {
			changed[0] = change.apply(old);
			last.run();
		}, () -> {
			if (!changed[0].equals(old)) {
				store(consumer, old, changed[0]);
			}
		});
	}

	private void store(String consumer, ConsumerVersions old, ConsumerVersions changed) {
		this.active.put(consumer, changed.with(List.of()));
		long epoch = old.rows().stream().mapToLong((row) -> row.position().epoch()).max().orElse(-1) + 1;
		Set<ConsumerId> kept = new HashSet<>();
		for (TrackedConsumer row : changed.rows()) {
			kept.add(row.id());
			if (row.position().notificationId() == 0) {
				this.boundLogs.remove(row.id());
			}
			MemoryConsumer stored = this.consumers.putIfAbsent(row.id(), new MemoryConsumer(row, epoch));
			if (stored != null) {
				stored.adopt(row);
			}
		}
		old.rows().stream().filter((row) -> !kept.contains(row.id())).forEach(this::delete);
		if (changed.rows().isEmpty()) {
			this.active.remove(consumer);
		}
	}

	/** Also rejects threads that have found the consumer and wait for its lock. */
	private void delete(TrackedConsumer row) {
		this.boundLogs.remove(row.id());
		MemoryConsumer stored = this.consumers.remove(row.id());
		if (stored != null) {
			stored.adopt(row.in(ConsumerState.RETIRED));
		}
	}

	void clear() {
		Set.copyOf(this.active.keySet()).forEach((consumer) -> change(consumer, (old) -> old.with(List.of()), () -> {
		}));
	}

	UUID bindLog(ConsumerId id, UUID identity) {
		if (!this.consumers.containsKey(id)) {
			throw new IllegalArgumentException("The consumer '%s' is not stored".formatted(id.consumer()));
		}
		UUID bound = this.boundLogs.putIfAbsent(id, identity);
		return (bound != null) ? bound : identity;
	}

}
