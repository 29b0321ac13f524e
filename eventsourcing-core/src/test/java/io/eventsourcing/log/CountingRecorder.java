package io.eventsourcing.log;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** Counts the pages of the log that another recorder has read. */
final class CountingRecorder implements ApplicationRecorder {

	private final ApplicationRecorder target;

	private final AtomicInteger pages = new AtomicInteger();

	CountingRecorder(ApplicationRecorder target) {
		this.target = target;
	}

	int pages() {
		return this.pages.get();
	}

	@Override
	public long insertEvents(Append append) {
		return this.target.insertEvents(append);
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
