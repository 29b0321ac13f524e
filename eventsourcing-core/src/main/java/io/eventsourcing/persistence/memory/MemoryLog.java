package io.eventsourcing.persistence.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * The events in the order of their ids, and by aggregate. Events from the index
 * {@code committed} on belong to a transaction that has not ended. Guarded by a lock of
 * the recorder.
 */
final class MemoryLog {

	private final List<Notification> notifications = new ArrayList<>();

	private final Map<UUID, List<Notification>> streams = new HashMap<>();

	/** The number of committed notifications. */
	private int committed;

	/** The last assigned id; the ids of events that were rolled back are gaps. */
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
			throw RecordConflictException.of(event.originatorType(), event.originatorId(), event.originatorVersion(),
					null);
		}
		if (event.originatorVersion() > last + 1) {
			throw new VersionGapException(event.originatorType(), event.originatorId(), last,
					event.originatorVersion());
		}
	}

	/** Returns the number of notifications, committed or not. */
	int size() {
		return this.notifications.size();
	}

	void commit() {
		this.committed = this.notifications.size();
	}

	/** Removes all notifications after the given number of them. */
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

	/** Removes all notifications, and makes the next id 1 again. */
	void clear() {
		this.notifications.clear();
		this.streams.clear();
		this.committed = 0;
		this.lastId = 0;
	}

	/**
	 * @param uncommitted whether uncommitted events are included
	 */
	List<StoredEvent> select(UUID originatorId, EventRange range, boolean uncommitted) {
		List<Notification> stream = stream(originatorId);
		int size = uncommitted ? stream.size() : committedSize(stream);
		int from = (int) Math.min(range.after(), size);
		int to = (int) Math.max(Math.min(range.upTo(), size), from);
		int count = Math.min(range.limit(), to - from);
		List<StoredEvent> selected = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			StoredEvent event = stream.get(range.descending() ? to - 1 - i : from + i).event();
			selected.add(range.metadata() ? event : withoutMetadata(event));
		}
		return selected;
	}

	private static StoredEvent withoutMetadata(StoredEvent event) {
		return (event.metadata() != null) ? event.toBuilder().metadata(null).build() : event;
	}

	/**
	 * @param uncommitted whether uncommitted events are included
	 */
	OptionalLong find(EventId id, boolean uncommitted) {
		List<Notification> stream = stream(id.originatorId());
		long version = id.originatorVersion();
		boolean exists = version >= 1 && version <= (uncommitted ? stream.size() : committedSize(stream));
		return exists ? OptionalLong.of(stream.get((int) version - 1).id()) : OptionalLong.empty();
	}

	/**
	 * @param uncommitted whether uncommitted notifications are included
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
	 * @param uncommitted whether uncommitted notifications are included
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

	/**
	 * Returns the last id among the given number of notifications, or 0 if the number is
	 * 0.
	 */
	private long id(int size) {
		return (size > 0) ? this.notifications.get(size - 1).id() : 0;
	}

	/**
	 * Returns the index of the first notification with a higher id, by a binary search.
	 */
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
