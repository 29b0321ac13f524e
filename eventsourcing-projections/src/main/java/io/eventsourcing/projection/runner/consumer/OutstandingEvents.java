package io.eventsourcing.projection.runner.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.OperationRefusedException;

/**
 * Handles the events that separate the partitions of a projection from a common position,
 * in a transaction that has already begun and has locked the rows of all partitions.
 */
public final class OutstandingEvents {

	private static final int PAGE_SIZE = 500;

	private final Consumer consumer;

	private final RunnerSettings settings;

	public OutstandingEvents(Consumer consumer, RunnerSettings settings) {
		this.consumer = consumer;
		this.settings = settings;
	}

	/**
	 * Handles the events of each partition up to a position.
	 * @param rows the partitions
	 * @param target the position
	 * @param max the maximum number of events
	 * @param replay whether an event was already handled once
	 * @return false if there are more events; nothing has been done then
	 */
	public boolean handle(List<TrackedConsumer> rows, long target, int max, Predicate<Recording> replay) {
		long from = rows.stream().mapToLong((row) -> row.position().notificationId()).min().orElse(target);
		if (from >= target) {
			return true;
		}
		if (this.consumer.processor() != null) {
			throw new OperationRefusedException(
					"The partitions of the process application '%s' cannot be replaced yet, because they have different positions. Try again when all of them have reached the end of the log."
						.formatted(this.consumer.definition().name()));
		}
		List<Notification> events = read(from, target, max);
		if (events.size() > max) {
			return false;
		}
		for (TrackedConsumer row : rows) {
			List<Notification> own = events.stream()
				.filter((event) -> event.id() > row.position().notificationId())
				.filter((event) -> Partitions.of(event.event().originatorId(), row.partitionCount()) == row.id()
					.partition())
				.toList();
			if (!own.isEmpty()) {
				handle(row, own, replay);
			}
		}
		return true;
	}

	/** Reads in the transaction, if the log is that of the same database. */
	private List<Notification> read(long from, long target, int max) {
		NotificationQuery query = NotificationQuery.after(from, PAGE_SIZE)
			.upTo(target)
			.topics(this.consumer.handlers().topics());
		List<Notification> events = new ArrayList<>();
		List<Notification> page = this.consumer.upstream().log().select(query);
		while (!page.isEmpty() && events.size() <= max) {
			events.addAll(page);
			page = this.consumer.upstream().log().select(query.continuedAfter(page.get(page.size() - 1).id()));
		}
		return events;
	}

	private void handle(TrackedConsumer row, List<Notification> events, Predicate<Recording> replay) {
		ParkedAggregates parked = new ParkedAggregates(row.id(), this.settings.parkedEvents());
		parked.load();
		HandlerWatch unwatched = new HandlerWatch(row.id().consumer(), Duration.ZERO);
		new BatchTransaction(this.consumer, this.settings, parked, unwatched).handle(events, replay);
	}

}
