package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.exception.AppendLockHeldException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendListeners;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps events in memory, for tests and first steps; the events are lost with this
 * object. Thread-safe.
 * <p>
 * Events inserted in a Spring transaction are part of that transaction: until the commit,
 * only its thread reads them, and a rollback removes them and leaves a gap in the ids.
 * Until such a transaction ends, no other transaction or thread can insert events.
 */
public final class MemoryRecorder implements ApplicationRecorder, ResettableRecorder {

	private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

	private final AppendListeners listeners = new AppendListeners();

	private final Lock mutex = new ReentrantLock();

	/** Guarded by the mutex. */
	private final AppendLock appendLock;

	/** Guarded by the mutex. */
	private final MemoryLog log = new MemoryLog();

	private final Supplier<MemoryTrackingRecorder> tracking;

	private final Supplier<? extends ParkedEventRecorder> parkedEvents;

	/**
	 * Creates an empty recorder in which an insert waits up to 10 seconds for other
	 * transactions.
	 */
	public MemoryRecorder() {
		this(DEFAULT_LOCK_TIMEOUT);
	}

	/**
	 * Creates an empty recorder.
	 * @param lockTimeout the maximum time that an insert waits for another transaction
	 * that has inserted events
	 */
	public MemoryRecorder(Duration lockTimeout) {
		this(lockTimeout, MemoryTrackingRecorder::new, MemoryParkedEventRecorder::new);
	}

	/**
	 * Creates an empty recorder whose events can be stored together with the progress of
	 * consumers. An insert waits up to 10 seconds for other transactions.
	 * @param tracking supplies, when it is first needed, the recorder of the positions of
	 * the consumers
	 * @param parkedEvents supplies the recorder of their parked events
	 */
	public MemoryRecorder(Supplier<MemoryTrackingRecorder> tracking,
			Supplier<? extends ParkedEventRecorder> parkedEvents) {
		this(DEFAULT_LOCK_TIMEOUT, tracking, parkedEvents);
	}

	private MemoryRecorder(Duration lockTimeout, Supplier<MemoryTrackingRecorder> tracking,
			Supplier<? extends ParkedEventRecorder> parkedEvents) {
		this.appendLock = new AppendLock(this.mutex.newCondition(), lockTimeout);
		this.tracking = tracking;
		this.parkedEvents = parkedEvents;
	}

	@Override
	public long insertEvents(Append append) {
		if (append.progress() != null) {
			return insertWith(append.progress(), append);
		}
		MemoryTransaction transaction = TransactionSynchronizationManager.isActualTransactionActive()
				? MemoryTransaction.current(this) : null;
		return (transaction != null) ? insertIn(transaction, append) : insertAlone(append);
	}

	/**
	 * Stores the events before the position, so that whoever sees the new position also
	 * sees the events.
	 */
	private long insertWith(ConsumerProgress progress, Append append) {
		AtomicLong firstId = new AtomicLong();
		locked(() -> {
			this.appendLock.await();
			this.tracking.get().progress(progress, () -> {
				firstId.set(this.log.append(append));
				this.log.commit();
				if (progress.isRetry()) {
					this.parkedEvents.get().remove(progress.consumer(), progress.retriedId());
				}
			});
			return firstId;
		});
		this.listeners.fire();
		return firstId.get();
	}

	private long insertAlone(Append append) {
		long firstId = locked(() -> {
			this.appendLock.await();
			long id = this.log.append(append);
			this.log.commit();
			return id;
		});
		this.listeners.fire();
		return firstId;
	}

	private long insertIn(MemoryTransaction transaction, Append append) {
		if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			throw new EventSourcingException("Events cannot be saved in a read-only transaction. "
					+ "Remove readOnly = true from the transaction that saves them.");
		}
		transaction.register();
		return locked(() -> {
			this.appendLock.acquire(transaction);
			int size = this.log.size();
			long firstId = this.log.append(append);
			transaction.add(size, append.onRollback());
			return firstId;
		});
	}

	/** Makes the events of the transaction visible, if it has inserted any. */
	void commit(MemoryTransaction transaction) {
		boolean inserted = locked(() -> {
			boolean held = this.appendLock.release(transaction);
			if (held) {
				this.log.commit();
			}
			return held;
		});
		if (inserted) {
			this.listeners.fire();
		}
	}

	/**
	 * Removes all events after the given number of them, for the transaction that may
	 * append.
	 */
	void truncate(int size) {
		locked(() -> {
			this.log.truncate(size);
			return size;
		});
	}

	/** Allows others to append after a transaction. */
	void release(MemoryTransaction transaction) {
		locked(() -> this.appendLock.release(transaction));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * It does not take part in the caller's transaction.
	 * @throws AppendLockHeldException if a transaction of the calling thread has inserted
	 * events and is still open
	 */
	@Override
	public List<StoredEvent> find(List<EventId> ids) {
		locked(() -> {
			this.appendLock.requireNotHeldByThread(AppendLockHeldException::forContains);
			return ids;
		});
		return ApplicationRecorder.super.find(ids);
	}

	@Override
	public OptionalLong findNotificationId(EventId id) {
		return locked(() -> this.log.find(id, seesUncommitted()));
	}

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		locked(() -> this.log.select(originatorId, range, seesUncommitted())).forEach(consumer);
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		return locked(() -> this.log.select(query, seesUncommitted()));
	}

	@Override
	public long maxNotificationId() {
		return locked(() -> this.log.maxId(seesUncommitted()));
	}

	/**
	 * Deletes all events. The positions and parked events of consumers are in recorders
	 * of their own, which are reset separately.
	 * @throws AppendLockHeldException if a transaction of the calling thread has inserted
	 * events and is still open
	 */
	@Override
	public void reset() {
		locked(() -> {
			this.appendLock.requireNotHeldByThread(AppendLockHeldException::forReset);
			this.appendLock.await();
			this.log.clear();
			return this;
		});
	}

	/**
	 * Returns whether the caller sees uncommitted events, which belong to the owner of
	 * the append lock.
	 */
	private boolean seesUncommitted() {
		return this.appendLock.isHeld() && this.appendLock.isHeldBy(MemoryTransaction.current(this));
	}

	@Override
	public Registration onAppend(Runnable listener) {
		return this.listeners.add(listener);
	}

	private <T> T locked(Supplier<T> work) {
		this.mutex.lock();
		try {
			return work.get();
		}
		finally {
			this.mutex.unlock();
		}
	}

}
