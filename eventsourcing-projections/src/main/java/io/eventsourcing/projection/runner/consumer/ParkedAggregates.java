package io.eventsourcing.projection.runner.consumer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of one unit that have parked events. Only the owner of the unit parks
 * and removes events, so it can keep them in memory. Used by one thread at a time.
 */
public final class ParkedAggregates {

	/**
	 * If so many aggregates fail in a row, the cause is probably the handler, not the
	 * events.
	 */
	private static final int MAX_IN_A_ROW = 20;

	private final ConsumerId consumer;

	private final ParkedEventRecorder recorder;

	private Set<UUID> ids = Set.of();

	/**
	 * The number of parked events. It is too high if events were parked again, because
	 * the position was set back, and is therefore counted before an event is refused.
	 */
	private int count;

	private int inARow;

	public ParkedAggregates(ConsumerId consumer, ParkedEventRecorder recorder) {
		this.consumer = consumer;
		this.recorder = recorder;
	}

	/** Reads the parked events, for example when this process has become the owner. */
	public void load() {
		this.ids = new HashSet<>(this.recorder.aggregates(this.consumer));
		this.count = this.ids.isEmpty() ? 0 : this.recorder.count(this.consumer);
		this.inARow = 0;
	}

	public boolean isEmpty() {
		return this.ids.isEmpty();
	}

	/** Returns the number of parked events, as of the last {@link #load()}. */
	public int count() {
		return this.count;
	}

	public boolean contains(Notification event) {
		return !this.ids.isEmpty() && this.ids.contains(event.event().originatorId());
	}

	/** Returns the reason why no further event may be parked, or null if one may. */
	public @Nullable String refusal(int max) {
		if (this.count >= max && recount() >= max) {
			return "%d events are parked, which is the maximum".formatted(this.count);
		}
		return (this.inARow >= MAX_IN_A_ROW)
				? "events of %d aggregates have failed in a row, so the cause is probably the handler"
					.formatted(this.inARow)
				: null;
	}

	private int recount() {
		this.count = this.recorder.count(this.consumer);
		return this.count;
	}

	/**
	 * Requires that further events can be parked.
	 * @throws EventSourcingException if there would be more than the maximum
	 */
	public void requireRoom(List<NewParkedEvent> events, int max) {
		if (!events.isEmpty() && this.count + events.size() > max && recount() + countNew(events) > max) {
			throw new EventSourcingException(
					"The event follows a parked event of its aggregate, but %d events are parked, and the maximum is %d"
						.formatted(this.count, max));
		}
	}

	private long countNew(List<NewParkedEvent> events) {
		Set<Long> known = this.recorder.find(this.consumer)
			.stream()
			.map(ParkedEvent::notificationId)
			.collect(Collectors.toSet());
		return events.stream().filter((event) -> !known.contains(event.notificationId())).count();
	}

	/** Stores events, within the transaction of the position. */
	public void park(List<NewParkedEvent> events) {
		if (!events.isEmpty()) {
			this.recorder.park(this.consumer, events);
		}
	}

	/** Removes an event, within the transaction of the position. */
	public void remove(long id) {
		this.recorder.remove(this.consumer, id);
	}

	/**
	 * Records that a transaction was committed.
	 * @param events the events that it has parked
	 * @param handled whether it has handled events
	 * @return true, for use in conditions
	 */
	public boolean committed(List<NewParkedEvent> events, boolean handled) {
		for (NewParkedEvent event : events) {
			if (this.ids.add(event.originatorId())) {
				this.inARow++;
			}
		}
		this.count += events.size();
		this.inARow = handled ? 0 : this.inARow;
		return true;
	}

	/**
	 * Selects the parked events for which there are requests, and all other parked events
	 * of the aggregates to be retried, because events may have been parked since the
	 * request.
	 */
	public List<ParkedEvent> requested() {
		Set<UUID> retried = new HashSet<>();
		for (ParkedEvent event : this.recorder.findRequested(this.consumer)) {
			if (event.request() == ParkedEvent.Request.RETRY) {
				retried.add(event.originatorId());
			}
		}
		return this.recorder.find(this.consumer)
			.stream()
			.filter((event) -> event.request() != null || retried.contains(event.originatorId()))
			.toList();
	}

	/** Requests again what a retry has left, because it has taken long. */
	public void requestAgain(UUID aggregate) {
		this.recorder.requestRetry(this.consumer, aggregate);
	}

	/**
	 * Stores that a retry has failed. A second call for the same retry replaces the cause
	 * only.
	 * @param event the event before the retry
	 */
	public void retryFailed(ParkedEvent event, RuntimeException failure) {
		this.recorder.retryFailed(this.consumer, event.notificationId(), event.attempts() + 1,
				Failures.describe(failure));
	}

}
