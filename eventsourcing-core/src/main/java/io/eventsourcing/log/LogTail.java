package io.eventsourcing.log;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.log.LogReader.Page;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * The last notifications of the log, of all topics: those with ids above {@code after},
 * up to the id {@code upTo}. Immutable. The oldest notifications are dropped when there
 * are more than {@value #MAX_SIZE}, or when their contents exceed 4 MB.
 */
final class LogTail {

	static final int MAX_SIZE = 2000;

	static final long MAX_BYTES = 4L << 20;

	private final long after;

	private final long upTo;

	private final List<Notification> items;

	private final long bytes;

	private LogTail(long after, long upTo, List<Notification> items, long bytes) {
		this.after = after;
		this.upTo = upTo;
		this.items = items;
		this.bytes = bytes;
	}

	/** Returns an empty tail of a log whose last id is known. */
	static LogTail of(long lastId) {
		return new LogTail(lastId, lastId, List.of(), 0);
	}

	long upTo() {
		return this.upTo;
	}

	/** Returns whether this tail contains all notifications that follow the id. */
	boolean follows(long id) {
		return id >= this.after;
	}

	/** Returns a tail that also contains notifications that follow this tail. */
	LogTail with(List<Notification> next) {
		List<Notification> all = new ArrayList<>(this.items.size() + next.size());
		all.addAll(this.items);
		all.addAll(next);
		long size = this.bytes;
		for (Notification notification : next) {
			size += notification.event().size();
		}
		int dropped = 0;
		while (all.size() - dropped > MAX_SIZE || size > MAX_BYTES) {
			size -= all.get(dropped++).event().size();
		}
		long first = (dropped > 0) ? all.get(dropped - 1).id() : this.after;
		all.subList(0, dropped).clear();
		return new LogTail(first, all.isEmpty() ? first : last(all), all, size);
	}

	/**
	 * Selects the notifications that match the query, which must begin after an id that
	 * this tail {@link #follows(long) follows}. The page is a copy, so that a slow reader
	 * does not keep the whole tail in memory.
	 */
	Page page(NotificationQuery query) {
		long end = Math.max(query.after(), Math.min(this.upTo, query.upTo()));
		List<Notification> selected = new ArrayList<>();
		for (int i = indexAfter(query.after()); i < this.items.size(); i++) {
			Notification notification = this.items.get(i);
			if (notification.id() > end) {
				break;
			}
			if (query.topics().isEmpty() || query.topics().contains(notification.topic())) {
				selected.add(notification);
				if (selected.size() == query.limit()) {
					return new Page(selected, notification.id(), true);
				}
			}
		}
		return new Page(selected, end, false);
	}

	/** Returns the index of the first notification with a higher id. */
	private int indexAfter(long id) {
		int low = 0;
		int high = this.items.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.items.get(middle).id() <= id) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	private static long last(List<Notification> items) {
		return items.get(items.size() - 1).id();
	}

}
