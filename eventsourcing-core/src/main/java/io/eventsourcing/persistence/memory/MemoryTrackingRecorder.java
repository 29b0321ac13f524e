package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
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

	private final Map<ConsumerId, MemoryConsumer> consumers = new ConcurrentHashMap<>();

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
	public void register(ConsumerId consumer, long notificationId) {
		this.consumers.computeIfAbsent(consumer, (id) -> new MemoryConsumer(id, notificationId));
	}

	@Override
	public List<TrackedConsumer> consumers() {
		return this.consumers.values()
			.stream()
			.map((consumer) -> consumer.view(this.leases.keySet()))
			.sorted(Comparator.comparing(TrackedConsumer::id))
			.toList();
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

	@Override
	public int recordFailure(TrackedPosition expected, long failedId, String cause) {
		MemoryConsumer consumer = this.consumers.get(expected.consumer());
		return (consumer != null) ? consumer.locked(() -> consumer.fail(expected, failedId, cause)) : 0;
	}

	@Override
	public boolean setState(ConsumerId id, ConsumerState state) {
		MemoryConsumer consumer = this.consumers.get(id);
		if (consumer != null) {
			consumer.locked(() -> consumer.setState(state));
		}
		return consumer != null;
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
						taken.add(consumer.setOwner(runner));
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
