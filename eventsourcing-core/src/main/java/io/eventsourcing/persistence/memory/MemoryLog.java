package io.eventsourcing.persistence.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.recorder.VersionGapException;

/**
 * The events in the order of their ids, and by aggregate. Those at the end may belong to
 * a transaction that has not ended: all from {@code committed} on. Guarded by a lock of
 * the recorder.
 */
final class MemoryLog {

	private final List<Notification> notifications = new ArrayList<>();

	private final Map<UUID, List<Notification>> streams = new HashMap<>();

	/** The number of notifications that are committed. */
	private int committed;

	/** The last id that was given out; those of events that were taken back are gaps. */
	private long lastId;

	/** Appends the events and returns the id of the first one. */
	long append(Append append) {
		append.heads().forEach(this::checkVersion);
		long firstId = this.lastId + 1;
		for (StoredEvent event : append.events()) {
			Notification notification = new Notification(++this.lastId, event);
			this.notifications.add(notification);
			this.streams.computeIfAbsent(event.originatorId(), (id) -> new ArrayList<>()).add(notification);
		}
		return firstId;
	}

	private void checkVersion(StoredEvent event) {
		long last = stream(event.originatorId()).size();
		if (event.originatorVersion() <= last) {
			throw RecordConflictException.of(event.originatorId(), event.originatorVersion(), null);
		}
		if (event.originatorVersion() > last + 1) {
			throw new VersionGapException(event.originatorId(), last, event.originatorVersion());
		}
	}

	/** The number of notifications, committed or not. */
	int size() {
		return this.notifications.size();
	}

	void commit() {
		this.committed = this.notifications.size();
	}

	/** Takes back all but the first notifications. */
	void truncate(int size) {
		for (int i = this.notifications.size() - 1; i >= size; i--) {
			UUID originatorId = this.notifications.remove(i).originatorId();
			List<Notification> stream = stream(originatorId);
			stream.remove(stream.size() - 1);
			if (stream.isEmpty()) {
				this.streams.remove(originatorId);
			}
		}
	}

	/**
	 * @param uncommitted whether to see what is not committed
	 */
	List<StoredEvent> select(UUID originatorId, EventRange range, boolean uncommitted) {
		List<Notification> stream = stream(originatorId);
		int size = uncommitted ? stream.size() : committedSize(stream);
		int from = (int) Math.min(range.after(), size);
		int to = (int) Math.max(Math.min(range.upTo(), size), from);
		int count = Math.min(range.limit(), to - from);
		List<StoredEvent> selected = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			selected.add(stream.get(range.descending() ? to - 1 - i : from + i).event());
		}
		return selected;
	}

	/**
	 * @param uncommitted whether to see what is not committed
	 */
	List<Notification> select(NotificationQuery query, boolean uncommitted) {
		List<Notification> selected = new ArrayList<>();
		int end = uncommitted ? this.notifications.size() : this.committed;
		for (int i = indexAfter(query.after()); i < end && selected.size() < query.limit(); i++) {
			Notification notification = this.notifications.get(i);
			if (notification.id() > query.upTo()) {
				break;
			}
			if (query.topics().isEmpty() || query.topics().contains(notification.topic())) {
				selected.add(notification);
			}
		}
		return selected;
	}

	/**
	 * @param uncommitted whether to see what is not committed
	 */
	long maxId(boolean uncommitted) {
		return id(uncommitted ? this.notifications.size() : this.committed);
	}

	private int committedSize(List<Notification> stream) {
		long last = id(this.committed);
		int size = stream.size();
		while (size > 0 && stream.get(size - 1).id() > last) {
			size--;
		}
		return size;
	}

	/** The last id among the first notifications, 0 if there are none. */
	private long id(int size) {
		return (size > 0) ? this.notifications.get(size - 1).id() : 0;
	}

	/** The index of the first notification with a higher id: a binary search. */
	private int indexAfter(long id) {
		int low = 0;
		int high = this.notifications.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.notifications.get(middle).id() <= id) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	private List<Notification> stream(UUID originatorId) {
		return this.streams.getOrDefault(originatorId, List.of());
	}

}
