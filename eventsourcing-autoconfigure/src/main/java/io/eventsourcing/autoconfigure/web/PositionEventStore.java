package io.eventsourcing.autoconfigure.web;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** An event store that reports the positions of saved events to the current request. */
final class PositionEventStore implements EventStore {

	private final EventStore target;

	private final CurrentPosition current;

	PositionEventStore(EventStore target, CurrentPosition current) {
		this.target = target;
		this.current = current;
	}

	@Override
	public List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback) {
		RequestPosition position = this.current.get();
		return (position != null) ? put(events, onRollback, position) : this.target.put(events, onRollback);
	}

	private List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback, RequestPosition position) {
		AtomicLong last = new AtomicLong();
		List<Recording> recordings = this.target.put(events, () -> {
			position.remove(last.get());
			if (onRollback != null) {
				onRollback.run();
			}
		});
		if (!recordings.isEmpty()) {
			last.set(recordings.get(recordings.size() - 1).notificationId());
			add(position, last.get());
		}
		return recordings;
	}

	private static void add(RequestPosition position, long last) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			position.addUncommitted(last);
			TransactionSaves.add(position, last);
		}
		else {
			position.add(last);
		}
	}

	/** Process applications save in other threads than those of requests. */
	@Override
	public List<Recording> put(ConsumerProgress progress, List<DomainEvent> events) {
		return this.target.put(progress, events);
	}

	@Override
	public boolean contains(List<DomainEvent> events) {
		return this.target.contains(events);
	}

	@Override
	public void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer) {
		this.target.read(originatorId, range, consumer);
	}

	@Override
	public void replay(UUID originatorId, EventRange range, AggregateRebuilder<?> rebuilder) {
		this.target.replay(originatorId, range, rebuilder);
	}

}
