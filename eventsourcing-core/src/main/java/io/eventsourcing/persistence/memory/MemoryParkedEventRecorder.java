package io.eventsourcing.persistence.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent.Request;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps parked events in memory, for tests and for trying out the library. Thread-safe.
 * <p>
 * Changes made in a Spring transaction take effect when the transaction has been
 * committed. Unlike with a database, even the transaction itself does not see them
 * before.
 */
public final class MemoryParkedEventRecorder implements ParkedEventRecorder, ResettableRecorder {

	/** Guarded by this object. */
	private final Map<ConsumerId, TreeMap<Long, ParkedEvent>> events = new HashMap<>();

	@Override
	public void park(ConsumerId consumer, List<NewParkedEvent> events) {
		List<NewParkedEvent> added = List.copyOf(events);
		afterCommit(() -> add(consumer, added));
	}

	private synchronized void add(ConsumerId consumer, List<NewParkedEvent> added) {
		Instant now = Instant.now();
		for (NewParkedEvent each : added) {
			String cause = (each.cause() != null) ? ConsumerFailure.storable(each.cause()) : null;
			of(consumer).putIfAbsent(each.notificationId(), new ParkedEvent(each.notificationId(), consumer.version(),
					each.topic(), each.originatorId(), each.attempts(), now, null, null, cause));
		}
	}

	@Override
	public void remove(ConsumerId consumer, long notificationId) {
		afterCommit(() -> delete(consumer, notificationId));
	}

	private synchronized void delete(ConsumerId consumer, long notificationId) {
		of(consumer).remove(notificationId);
	}

	@Override
	public void removeAll(ConsumerId consumer) {
		afterCommit(() -> deleteAll(consumer));
	}

	private synchronized void deleteAll(ConsumerId consumer) {
		this.events.remove(consumer);
	}

	@Override
	public void reassign(ConsumerId consumer, long notificationId, ConsumerId other) {
		afterCommit(() -> move(consumer, notificationId, other));
	}

	private synchronized void move(ConsumerId consumer, long notificationId, ConsumerId other) {
		ParkedEvent event = of(consumer).remove(notificationId);
		if (event != null) {
			replace(other, event);
		}
	}

	/**
	 * Performs a change when the current transaction has been committed, or at once if
	 * there is none.
	 */
	private static void afterCommit(Runnable change) {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new AfterCommit(change));
		}
		else {
			change.run();
		}
	}

	@Override
	public synchronized void reset() {
		this.events.clear();
	}

	private TreeMap<Long, ParkedEvent> of(ConsumerId consumer) {
		return this.events.computeIfAbsent(consumer, (id) -> new TreeMap<>());
	}

	@Override
	public synchronized List<ParkedEvent> find(ConsumerId consumer) {
		return List.copyOf(of(consumer).values());
	}

	@Override
	public List<ParkedEvent> findRequested(ConsumerId consumer) {
		return find(consumer).stream().filter((each) -> each.request() != null).toList();
	}

	@Override
	public Set<UUID> aggregates(ConsumerId consumer) {
		return find(consumer).stream().map(ParkedEvent::originatorId).collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public synchronized int count(ConsumerId consumer) {
		return of(consumer).size();
	}

	@Override
	public synchronized Set<ConsumerId> requested() {
		Set<ConsumerId> requested = new HashSet<>();
		this.events.forEach((consumer, parked) -> {
			if (parked.values().stream().anyMatch((each) -> each.request() != null)) {
				requested.add(consumer);
			}
		});
		return requested;
	}

	@Override
	public synchronized int requestRetry(ConsumerId consumer, @Nullable UUID originatorId) {
		List<ParkedEvent> retried = of(consumer).values()
			.stream()
			.filter((each) -> each.request() != Request.DISCARD)
			.filter((each) -> originatorId == null || each.originatorId().equals(originatorId))
			.toList();
		retried.forEach((each) -> replace(consumer, with(each, Request.RETRY)));
		return retried.size();
	}

	@Override
	public synchronized boolean requestDiscard(ConsumerId consumer, long notificationId) {
		ParkedEvent event = of(consumer).get(notificationId);
		if (event != null) {
			replace(consumer, with(event, Request.DISCARD));
		}
		return event != null;
	}

	@Override
	public synchronized void retryFailed(ConsumerId consumer, long notificationId, int attempts, String cause) {
		ParkedEvent event = of(consumer).get(notificationId);
		if (event != null) {
			replace(consumer, new ParkedEvent(notificationId, event.version(), event.topic(), event.originatorId(),
					attempts, event.parkedAt(), Instant.now(), event.request(), ConsumerFailure.storable(cause)));
			find(consumer).stream()
				.filter((each) -> each.request() == Request.RETRY)
				.filter((each) -> each.originatorId().equals(event.originatorId()))
				.forEach((each) -> replace(consumer, with(each, null)));
		}
	}

	private void replace(ConsumerId consumer, ParkedEvent event) {
		of(consumer).put(event.notificationId(), event);
	}

	private static ParkedEvent with(ParkedEvent event, @Nullable Request request) {
		return new ParkedEvent(event.notificationId(), event.version(), event.topic(), event.originatorId(),
				event.attempts(), event.parkedAt(), event.attemptedAt(), request, event.cause());
	}

	/**
	 * Performs a change before the position of the consumer moves, so that nobody sees
	 * the new position without the events that were parked before it.
	 */
	private record AfterCommit(Runnable change) implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED) {
				this.change.run();
			}
		}

	}

}
