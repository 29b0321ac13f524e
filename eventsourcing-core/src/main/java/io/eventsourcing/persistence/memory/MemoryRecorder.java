package io.eventsourcing.persistence.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendListeners;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.recorder.VersionGapException;

/**
 * Keeps events in memory, for tests and first steps: they are gone with this object.
 * Takes no part in transactions; its notification ids have no gaps. Safe for use by many
 * threads.
 */
public final class MemoryRecorder implements ApplicationRecorder {

	private final AppendListeners listeners = new AppendListeners();

	private final Object lock = new Object();

	private final List<Notification> log = new ArrayList<>();

	private final Map<UUID, List<StoredEvent>> streams = new HashMap<>();

	@Override
	public long insertEvents(Append append) {
		long firstId;
		synchronized (this.lock) {
			append.heads().forEach(this::checkVersion);
			firstId = this.log.size() + 1L;
			for (StoredEvent event : append.events()) {
				this.log.add(new Notification(this.log.size() + 1L, event));
				this.streams.computeIfAbsent(event.originatorId(), (id) -> new ArrayList<>()).add(event);
			}
		}
		this.listeners.fire();
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

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		select(originatorId, range).forEach(consumer);
	}

	private List<StoredEvent> select(UUID originatorId, EventRange range) {
		synchronized (this.lock) {
			List<StoredEvent> stream = stream(originatorId);
			int from = (int) Math.min(Math.max(range.after(), 0), stream.size());
			int to = (int) Math.max(Math.min(range.upTo(), stream.size()), from);
			int count = Math.min(range.limit(), to - from);
			List<StoredEvent> selected = new ArrayList<>(count);
			for (int i = 0; i < count; i++) {
				selected.add(stream.get(range.descending() ? to - 1 - i : from + i));
			}
			return selected;
		}
	}

	private List<StoredEvent> stream(UUID originatorId) {
		return this.streams.getOrDefault(originatorId, List.of());
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		List<Notification> selected = new ArrayList<>();
		Set<String> topics = query.topics();
		synchronized (this.lock) {
			long end = Math.min(query.upTo(), this.log.size());
			for (long i = Math.max(query.after(), 0); i < end && selected.size() < query.limit(); i++) {
				Notification notification = this.log.get((int) i);
				if (topics.isEmpty() || topics.contains(notification.topic())) {
					selected.add(notification);
				}
			}
		}
		return selected;
	}

	@Override
	public long maxNotificationId() {
		synchronized (this.lock) {
			return this.log.size();
		}
	}

	@Override
	public Registration onAppend(Runnable listener) {
		return this.listeners.add(listener);
	}

}
