package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.eventsourcing.persistence.recorder.PositionConflictException;
import io.eventsourcing.persistence.recorder.PositionLockedException;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps positions and leases in memory, for tests and for trying out the library.
 * Thread-safe.
 * <p>
 * With a transaction manager, the work of a consumer runs in a transaction, and the
 * position moves only if that transaction is committed. Without one, the position does
 * not move if the work fails, but what the work has written is not rolled back.
 */
public final class MemoryTrackingRecorder implements TrackingRecorder, LeaseRecorder {

	private static final ConsumerVersions NO_VERSIONS = new ConsumerVersions(0, null, List.of());

	private final Map<ConsumerId, MemoryConsumer> consumers = new ConcurrentHashMap<>();

	/** The active and requested versions of each consumer, without their states. */
	private final Map<String, ConsumerVersions> active = new ConcurrentHashMap<>();

	/** The identities of the logs to which positions belong. */
	private final Map<ConsumerId, UUID> boundLogs = new ConcurrentHashMap<>();

	private final Map<String, Object> monitors = new ConcurrentHashMap<>();

	private final Map<UUID, MemoryLease> leases = new ConcurrentHashMap<>();

	private final @Nullable TransactionTemplate transaction;

	/** Creates an empty recorder that performs work without a transaction. */
	public MemoryTrackingRecorder() {
		this.transaction = null;
	}

	/**
	 * Creates an empty recorder that performs work in new transactions.
	 * @param transactionManager the manager of these transactions
	 */
	public MemoryTrackingRecorder(PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager,
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
	}

	@Override
	public void register(ConsumerId consumer, int partitions, long notificationId) {
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

	@Override
	public List<TrackedConsumer> consumers() {
		return this.consumers.values()
			.stream()
			.map(this::view)
			.sorted(Comparator.comparing(TrackedConsumer::id))
			.toList();
	}

	/**
	 * Reads the active version last. It is stored before the epochs increase, so a
	 * consumer with a new epoch is never seen with an outdated active version.
	 */
	private TrackedConsumer view(MemoryConsumer consumer) {
		TrackedConsumer seen = consumer.current();
		MemoryLease lease = (seen.owner() != null) ? this.leases.get(seen.owner().id()) : null;
		ConsumerVersions versions = this.active.get(seen.id().consumer());
		return new TrackedConsumer(seen.position(), seen.replayUntil(), seen.partitionCount(),
				versions != null && versions.active() == seen.id().version(), seen.state(),
				(lease != null) ? seen.owner() : null, lease != null && lease.isAlive(), seen.changedAt(),
				seen.failure());
	}

	@Override
	public void change(String consumer, UnaryOperator<ConsumerVersions> change, Runnable last) {
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
		perform(() -> {
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

	@Override
	public boolean advance(TrackedPosition expected, long to, Runnable work) {
		TrackedPosition moved = expected.movedTo(to);
		MemoryConsumer consumer = this.consumers.get(expected.consumer());
		return consumer != null && consumer.locked(() -> {
			if (!consumer.isRunningAt(expected)) {
				return false;
			}
			perform(work, () -> consumer.succeed(moved));
			return true;
		});
	}

	private void perform(Runnable work, Runnable afterCommit) {
		if (this.transaction == null) {
			work.run();
			afterCommit.run();
			return;
		}
		this.transaction.executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				/**
				 * Spring calls this method even if another callback after the commit has
				 * failed.
				 */
				@Override
				public void afterCompletion(int completion) {
					if (completion == STATUS_COMMITTED) {
						afterCommit.run();
					}
				}

			});
			work.run();
		});
	}

	/**
	 * Runs the work and then stores the progress, unless another thread is changing the
	 * consumer. Does not wait, because the caller holds the append lock, for which a
	 * thread that is changing the consumer may be waiting.
	 * @throws PositionConflictException if the stored position is not the expected one
	 * @throws PositionLockedException if another thread is changing the consumer
	 */
	void progress(ConsumerProgress progress, Runnable work) {
		TrackedPosition expected = progress.expected();
		MemoryConsumer consumer = this.consumers.get(expected.consumer());
		if (consumer == null) {
			throw new PositionConflictException(expected);
		}
		boolean free = consumer.unlessLocked(() -> {
			if (!consumer.isRunningAt(expected)) {
				throw new PositionConflictException(expected);
			}
			work.run();
			consumer.succeed(expected.movedTo(progress.to()));
		});
		if (!free) {
			throw new PositionLockedException(expected.consumer());
		}
	}

	@Override
	public int recordFailure(TrackedPosition expected, long failedId, String cause) {
		MemoryConsumer consumer = this.consumers.get(expected.consumer());
		return (consumer != null) ? consumer.locked(() -> consumer.fail(expected, failedId, cause)) : 0;
	}

	@Override
	public int recordStart(TrackedPosition expected, long notificationId) {
		MemoryConsumer consumer = this.consumers.get(expected.consumer());
		return (consumer != null) ? consumer.locked(() -> consumer.start(expected, notificationId)) : 0;
	}

	@Override
	public UUID bindLog(ConsumerId id, UUID identity) {
		if (!this.consumers.containsKey(id)) {
			throw new IllegalArgumentException("The consumer '%s' is not stored".formatted(id.consumer()));
		}
		UUID bound = this.boundLogs.putIfAbsent(id, identity);
		return (bound != null) ? bound : identity;
	}

	@Override
	public int renew(Runner runner, Duration lease, Collection<PositionMove> moved) {
		this.leases.put(runner.id(), MemoryLease.startingNow(runner.group(), lease));
		for (PositionMove move : moved) {
			MemoryConsumer consumer = this.consumers.get(move.expected().consumer());
			if (consumer != null) {
				consumer.unlessLocked(() -> consumer.pass(move));
			}
		}
		this.leases.values().removeIf(MemoryLease::isOutdated);
		return (int) this.leases.values()
			.stream()
			.filter((each) -> each.isAlive() && each.group().equals(runner.group()))
			.count();
	}

	@Override
	public List<TrackedConsumer> take(Runner runner, Collection<ConsumerId> ids, int limit) {
		List<TrackedConsumer> taken = new ArrayList<>();
		for (ConsumerId id : ids) {
			MemoryConsumer consumer = this.consumers.get(id);
			if (consumer != null && taken.size() < limit) {
				consumer.unlessLocked(() -> {
					if (isFree(consumer)) {
						consumer.setOwner(runner);
						taken.add(view(consumer));
					}
				});
			}
		}
		return taken;
	}

	private boolean isFree(MemoryConsumer consumer) {
		Runner owner = consumer.owner();
		MemoryLease lease = (owner != null) ? this.leases.get(owner.id()) : null;
		return lease == null || !lease.isAlive();
	}

	@Override
	public void release(UUID runnerId, Collection<ConsumerId> ids) {
		for (ConsumerId id : ids) {
			MemoryConsumer consumer = this.consumers.get(id);
			if (consumer != null) {
				consumer.unlessLocked(() -> consumer.giveBack(runnerId));
			}
		}
	}

	@Override
	public void leave(UUID runnerId) {
		release(runnerId, List.copyOf(this.consumers.keySet()));
		this.leases.remove(runnerId);
	}

}
