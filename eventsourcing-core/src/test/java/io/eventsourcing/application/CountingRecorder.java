package io.eventsourcing.application;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.eventsourcing.persistence.EventRange;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Recorder;
import io.eventsourcing.persistence.StoredEvent;

/** Counts the pages of the log that another recorder has read. */
final class CountingRecorder implements Recorder {

	private final Recorder target;

	private final AtomicInteger pages = new AtomicInteger();

	CountingRecorder(Recorder target) {
		this.target = target;
	}

	int pages() {
		return this.pages.get();
	}

	@Override
	public long insertEvents(List<StoredEvent> events) {
		return this.target.insertEvents(events);
	}

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		this.target.selectEvents(originatorId, range, consumer);
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		List<Notification> page = this.target.selectNotifications(query);
		this.pages.incrementAndGet();
		return page;
	}

	@Override
	public long maxNotificationId() {
		return this.target.maxNotificationId();
	}

	@Override
	public Registration onAppend(Runnable listener) {
		return this.target.onAppend(listener);
	}

}
