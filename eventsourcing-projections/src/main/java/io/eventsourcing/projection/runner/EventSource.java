package io.eventsourcing.projection.runner;

import java.util.List;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.NotificationPages;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * The events of one unit, which are read in pages and handled in slices of pages. Used by
 * one thread at a time.
 */
final class EventSource {

	private final NotificationLog log;

	private final NotificationPages pages;

	private final int pageSize;

	private List<Notification> page = List.of();

	private int generation = -1;

	private boolean full;

	EventSource(NotificationLog log, Consumer consumer) {
		this.log = log;
		this.pageSize = consumer.options().batchSize();
		this.pages = log.pages(NotificationQuery.after(0, this.pageSize).topics(consumer.topics()));
	}

	/**
	 * Continues where the unit is, unless that is where this source is.
	 * @return whether the unit was granted, or its position was adopted, since the last
	 * call
	 */
	boolean continueAt(ConsumerUnit.Turn turn) {
		boolean adopted = this.generation != turn.generation();
		if (adopted) {
			this.generation = turn.generation();
			this.page = List.of();
			this.full = false;
			this.pages.continueAfter(turn.passed());
		}
		else if (this.page.isEmpty() && turn.passed() > this.pages.position()) {
			this.pages.continueAfter(turn.passed());
		}
		return adopted;
	}

	/** Makes the next call of {@link #continueAt} begin anew. */
	void forget() {
		this.generation = -1;
	}

	/** Returns the last id of the log. */
	long head() {
		return this.log.maxId();
	}

	/** Returns the events that were read and not handled yet; reads if there are none. */
	List<Notification> events() {
		if (this.page.isEmpty()) {
			this.page = this.pages.next();
			this.full = this.page.size() == this.pageSize;
		}
		return this.page;
	}

	/** Returns the id up to which the log has been read. */
	long readUpTo() {
		return this.pages.position();
	}

	/**
	 * Returns the position after the first events have been handled: after the last ones,
	 * there are only events of other topics up to where the log has been read.
	 */
	long positionAfter(int count) {
		return (count == this.page.size()) ? this.pages.position() : this.page.get(count - 1).id();
	}

	/** The first events have been handled. */
	void handled(int count) {
		this.page = this.page.subList(count, this.page.size());
	}

	/** Returns whether this source is behind the end of the log. */
	boolean isBehind() {
		return this.full || !this.page.isEmpty();
	}

}
