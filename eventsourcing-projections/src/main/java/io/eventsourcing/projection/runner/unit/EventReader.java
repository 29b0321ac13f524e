package io.eventsourcing.projection.runner.unit;

import java.util.List;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.NotificationPages;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * Reads the events of one unit in pages, which are handled in slices. Used by one thread
 * at a time.
 */
public final class EventReader {

	private final NotificationLog log;

	private final NotificationPages pages;

	private final ConsumerUnit unit;

	private final int pageSize;

	private List<Notification> page = List.of();

	private int generation = -1;

	/** Whether the last read has probably not reached the head of the log. */
	private boolean full;

	/** Whether the head of the log has been reached, and no read was full since. */
	private boolean live;

	public EventReader(ConsumerUnit unit) {
		this.log = unit.consumer().upstream().log();
		this.unit = unit;
		// Small batches do not cause more queries
		this.pageSize = Math.max(NotificationLog.DEFAULT_PAGE_SIZE, unit.consumer().options().batchSize());
		this.pages = this.log
			.pages(NotificationQuery.after(0, this.pageSize).topics(unit.consumer().handlers().topics()));
	}

	/**
	 * Continues at the position of the unit, unless this reader is already there.
	 * @return whether the unit was granted, or its position was adopted, since the last
	 * call
	 */
	public boolean continueAt(Turn turn) {
		boolean adopted = this.generation != turn.generation();
		if (adopted) {
			this.generation = turn.generation();
			this.page = List.of();
			this.full = false;
			this.live = false;
			this.pages.continueAfter(turn.passed());
		}
		else if (this.page.isEmpty() && turn.passed() > this.pages.position()) {
			this.pages.continueAfter(turn.passed());
		}
		return adopted;
	}

	/** Makes the next call of {@link #continueAt} discard what was read ahead. */
	public void forget() {
		this.generation = -1;
	}

	/** Returns the last id of the log. */
	public long head() {
		return this.log.maxId();
	}

	/**
	 * Returns the events that were read but not yet handled; reads a page if there are
	 * none.
	 * @param until the id after which no event is returned
	 */
	public List<Notification> events(long until) {
		if (this.page.isEmpty()) {
			long before = this.pages.position();
			List<Notification> read = this.pages.next();
			this.full = read.size() == this.pageSize || this.pages.position() - before >= NotificationPages.WINDOW;
			this.live &= !this.full;
			this.page = (this.unit.partitionCount() == 1) ? read : read.stream().filter(this.unit::contains).toList();
		}
		if (this.page.isEmpty() || this.page.get(this.page.size() - 1).id() <= until) {
			return this.page;
		}
		return this.page.stream().takeWhile((event) -> event.id() <= until).toList();
	}

	/** Returns the id up to which the log has been read. */
	public long readUpTo() {
		return this.pages.position();
	}

	/**
	 * Returns the position once the first events of the page have been handled. After all
	 * of them, it is the id up to which the log has been read, because the events in
	 * between have other topics or belong to other partitions.
	 */
	public long positionAfter(int count) {
		return (count == this.page.size()) ? this.pages.position() : this.page.get(count - 1).id();
	}

	/** Records that the first events of the page have been handled. */
	public void handled(int count) {
		this.page = this.page.subList(count, this.page.size());
	}

	/** Records that there are no more events. */
	public void reachedHead() {
		this.live = true;
	}

	/** Returns whether the events that were read last have just been stored. */
	public boolean isLive() {
		return this.live;
	}

	/** Returns the priority of the next events. */
	public Priority priority() {
		boolean probablyBehind = this.full || !this.page.isEmpty();
		return probablyBehind ? Priority.CATCH_UP : Priority.LIVE;
	}

}
