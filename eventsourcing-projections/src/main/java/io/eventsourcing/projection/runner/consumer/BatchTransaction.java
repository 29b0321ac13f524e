package io.eventsourcing.projection.runner.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.PositionConflictException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Handles, parks or skips events in the transaction that moves the position. All methods
 * return false, and change nothing, if the stored position is not the expected one.
 */
public final class BatchTransaction {

	private final Consumer consumer;

	private final TrackingRecorder tracking;

	private final ParkedAggregates parked;

	private final HandlerWatch watch;

	private final HandlingObserver observer;

	/**
	 * The events of a transaction.
	 *
	 * @param recordings the events to handle
	 * @param waiting the events of aggregates that already have parked events
	 */
	private record Batch(List<Recording> recordings, List<NewParkedEvent> waiting) {
	}

	public BatchTransaction(Consumer consumer, RunnerSettings settings, ParkedAggregates parked, HandlerWatch watch) {
		this.consumer = consumer;
		this.tracking = settings.tracking();
		this.observer = settings.observer();
		this.parked = parked;
		this.watch = watch;
	}

	/**
	 * Handles events, and parks those of aggregates that already have parked events.
	 * @param replay whether an event was already handled once
	 * @param live whether the events have just been stored
	 * @throws UndecodableEventException if an event cannot be decoded
	 * @throws RuntimeException if a handler or the database fails
	 */
	public boolean handle(TrackedPosition position, long to, List<Notification> events, Predicate<Recording> replay,
			boolean live) {
		Batch batch = batch(events);
		EventProcessor processor = this.consumer.processor();
		if (processor != null && !batch.recordings().isEmpty()) {
			return process(processor, batch.recordings(), ConsumerProgress.to(position, to), live)
					&& this.parked.committed(List.of(), true);
		}
		return run(position, to, () -> perform(batch, replay, live))
				&& this.parked.committed(batch.waiting(), !batch.recordings().isEmpty());
	}

	/**
	 * Handles events, and parks those of aggregates that already have parked events, in a
	 * transaction that has already begun.
	 */
	public void handle(List<Notification> events, Predicate<Recording> replay) {
		perform(batch(events), replay, false);
	}

	private Batch batch(List<Notification> events) {
		Batch batch = new Batch(new ArrayList<>(events.size()), new ArrayList<>());
		for (Notification event : events) {
			if (!this.consumer.handlers().handles(event.topic())) {
				continue;
			}
			if (this.parked.contains(event)) {
				batch.waiting().add(parked(event, 0, null));
			}
			else {
				batch.recordings().addAll(decode(event));
			}
		}
		this.parked.requireRoom(batch.waiting(), this.consumer.options().maxParked());
		return batch;
	}

	private void perform(Batch batch, Predicate<Recording> replay, boolean live) {
		handleAll(batch.recordings(), replay, live);
		this.parked.park(batch.waiting());
	}

	/**
	 * Handles a parked event and removes it from the parked events.
	 * @param replay whether the event was already handled once
	 */
	public boolean retry(TrackedPosition position, Notification event, Predicate<Recording> replay) {
		List<Recording> recordings = decode(event);
		EventProcessor processor = this.consumer.processor();
		if (processor != null && !recordings.isEmpty()) {
			return process(processor, recordings, ConsumerProgress.retried(position, event.id()), false);
		}
		return run(position, position.notificationId(), () -> {
			handleAll(recordings, replay, false);
			this.parked.remove(event.id());
		});
	}

	/**
	 * Handles one stored event outside a transaction. The processor stores the progress
	 * together with the events that it saves; if there are none, the progress is stored
	 * here.
	 */
	private boolean process(EventProcessor processor, List<Recording> recordings, ConsumerProgress progress,
			boolean live) {
		this.watch.begin(recordings.get(0).notificationId());
		try {
			boolean[] stored = new boolean[1];
			observe(recordings.get(0), live, () -> stored[0] = processor.process(recordings, progress));
			if (stored[0]) {
				return true;
			}
		}
		catch (PositionConflictException ex) {
			requireOtherPosition(progress, ex);
			return false;
		}
		catch (Error ex) {
			throw asException(ex);
		}
		finally {
			this.watch.end();
		}
		return run(progress.expected(), progress.to(), () -> {
			if (progress.isRetry()) {
				this.parked.remove(progress.retriedId());
			}
		});
	}

	/**
	 * Rejects a store whose events are in another database than the positions, where the
	 * expected position would never be found.
	 */
	private void requireOtherPosition(ConsumerProgress progress, PositionConflictException conflict) {
		Optional<TrackedConsumer> row = this.tracking.find(progress.consumer());
		if (row.isPresent() && row.get().state() == ConsumerState.RUNNING
				&& row.get().position().equals(progress.expected())) {
			throw new EventSourcingException(
					"The events of the process application '%s' cannot be stored together with its position, because the position is stored in another database. Let the TrackingRecorder use the database of the event store."
						.formatted(progress.consumer().consumer()),
					conflict);
		}
	}

	/** Removes a parked event. */
	public boolean discard(TrackedPosition position, long id) {
		return run(position, position.notificationId(), () -> this.parked.remove(id));
	}

	/** Parks an event that could not be handled. */
	public boolean park(TrackedPosition position, Notification event, int attempts, RuntimeException failure) {
		List<NewParkedEvent> parking = List.of(parked(event, attempts, Failures.describe(failure)));
		return run(position, event.id(), () -> this.parked.park(parking)) && this.parked.committed(parking, false);
	}

	/** Moves the position without handling events. */
	public boolean pass(TrackedPosition position, long to) {
		return run(position, to, () -> {
		});
	}

	private boolean run(TrackedPosition position, long to, Runnable work) {
		this.watch.reset();
		try {
			return this.tracking.advance(position, to, work);
		}
		catch (RuntimeException ex) {
			throw this.watch.explain(ex);
		}
		catch (Error ex) {
			throw asException(ex);
		}
	}

	private void observe(Recording event, boolean live, Runnable handling) {
		this.observer.handle(this.consumer.definition().name(), event, live, handling);
	}

	private void handleAll(List<Recording> recordings, Predicate<Recording> replay, boolean live) {
		if (recordings.isEmpty()) {
			return;
		}
		this.watch.begin(recordings.get(0).notificationId());
		try {
			ConsumerScope.run(this.consumer.definition().name(), () -> this.consumer.handlers()
				.handle(recordings, replay, (event, call) -> observe(event, live, call)));
		}
		finally {
			this.watch.end();
		}
	}

	/** Returns the events that a stored event has become. */
	private List<Recording> decode(Notification notification) {
		try {
			List<Recording> recordings = new ArrayList<>(1);
			this.consumer.mapper()
				.toDomainEvents(notification.event(),
						(event) -> recordings.add(new Recording(event, notification.id())));
			return recordings;
		}
		catch (RuntimeException ex) {
			throw new UndecodableEventException(notification, ex);
		}
		catch (Error ex) {
			throw new UndecodableEventException(notification, asException(ex));
		}
	}

	/** Distinguishes an error of a handler from one of the JVM. */
	private static RuntimeException asException(Error error) {
		if (error instanceof VirtualMachineError && !(error instanceof StackOverflowError)) {
			throw error;
		}
		return new EventSourcingException("A handler failed with an error", error);
	}

	private static NewParkedEvent parked(Notification event, int attempts, @Nullable String cause) {
		return new NewParkedEvent(event.id(), event.topic(), event.event().originatorId(), attempts, cause);
	}

}
