package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.eventsourcing.persistence.exception.PositionConflictException;
import io.eventsourcing.persistence.exception.PositionLockedException;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * Keeps positions and leases in memory, for tests and for trying out the library.
 * Thread-safe.
 * <p>
 * With a transaction manager, the work of a consumer runs in a transaction, and the
 * position moves only if that transaction is committed. Without one, the position does
 * not move if the work fails, but what the work has written is not rolled back.
 */
public final class MemoryTrackingRecorder implements TrackingRecorder, LeaseRecorder, ResettableRecorder {

	private final MemoryConsumerTransaction transaction;

	private final MemoryLeases leases = new MemoryLeases();

	private final MemoryConsumers consumers;

	/** Creates an empty recorder that performs work without a transaction. */
	public MemoryTrackingRecorder() {
		this(MemoryConsumerTransaction.NONE);
	}

	/**
	 * Creates an empty recorder that performs work in new transactions.
	 * @param transactionManager the manager of these transactions
	 */
	public MemoryTrackingRecorder(PlatformTransactionManager transactionManager) {
		this(MemoryConsumerTransaction.of(transactionManager));
	}

	private MemoryTrackingRecorder(MemoryConsumerTransaction transaction) {
		this.transaction = transaction;
		this.consumers = new MemoryConsumers(this.leases, transaction);
	}

	@Override
	public void register(ConsumerId consumer, int partitions, long notificationId) {
		this.consumers.register(consumer, partitions, notificationId);
	}

	@Override
	public Optional<TrackedConsumer> find(ConsumerId consumer) {
		return Optional.ofNullable(this.consumers.find(consumer)).map(this.consumers::view);
	}

	@Override
	public List<TrackedConsumer> consumers() {
		return this.consumers.all().stream().filter((each) -> !each.id().isInternal()).toList();
	}

	@Override
	public void change(String consumer, UnaryOperator<ConsumerVersions> change, Runnable last) {
		this.consumers.change(consumer, change, last);
	}

	@Override
	public UUID bindLog(ConsumerId consumer, UUID identity) {
		return this.consumers.bindLog(consumer, identity);
	}

	@Override
	public boolean advance(TrackedPosition expected, long to, Runnable work) {
		TrackedPosition moved = expected.movedTo(to);
		MemoryConsumer consumer = this.consumers.find(expected.consumer());
		return consumer != null && consumer.locked(() -> {
			if (!consumer.isRunningAt(expected)) {
				return false;
			}
			this.transaction.perform(work, () -> consumer.succeed(moved));
			return true;
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
		MemoryConsumer consumer = this.consumers.find(expected.consumer());
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
		MemoryConsumer consumer = this.consumers.find(expected.consumer());
		return (consumer != null) ? consumer.locked(() -> consumer.fail(expected, failedId, cause)) : 0;
	}

	@Override
	public int recordStart(TrackedPosition expected, long notificationId) {
		MemoryConsumer consumer = this.consumers.find(expected.consumer());
		return (consumer != null) ? consumer.locked(() -> consumer.start(expected, notificationId)) : 0;
	}

	@Override
	public int renew(Runner runner, Duration lease, Collection<PositionMove> moved) {
		int living = this.leases.renew(runner, lease);
		for (PositionMove move : moved) {
			MemoryConsumer consumer = this.consumers.find(move.expected().consumer());
			if (consumer != null) {
				consumer.unlessLocked(() -> consumer.pass(move));
			}
		}
		return living;
	}

	@Override
	public List<TrackedConsumer> take(Runner runner, Collection<ConsumerId> ids, int limit) {
		List<TrackedConsumer> taken = new ArrayList<>();
		for (ConsumerId id : ids) {
			MemoryConsumer consumer = this.consumers.find(id);
			if (consumer != null && taken.size() < limit) {
				consumer.unlessLocked(() -> {
					if (!this.leases.isAlive(consumer.owner())) {
						consumer.setOwner(runner);
						taken.add(this.consumers.view(consumer));
					}
				});
			}
		}
		return taken;
	}

	@Override
	public void release(UUID runnerId, Collection<ConsumerId> ids) {
		for (ConsumerId id : ids) {
			MemoryConsumer consumer = this.consumers.find(id);
			if (consumer != null) {
				consumer.unlessLocked(() -> consumer.release(runnerId));
			}
		}
	}

	@Override
	public void leave(UUID runnerId) {
		release(runnerId, this.consumers.ids());
		this.leases.remove(runnerId);
	}

	@Override
	public void reset() {
		this.consumers.clear();
		this.leases.clear();
	}

}
