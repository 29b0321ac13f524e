package io.eventsourcing.application;

import java.util.List;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Recorder;

/**
 * The {@link NotificationLog} of a {@link Recorder}.
 */
final class RecorderNotificationLog implements NotificationLog {

	private final Recorder recorder;

	RecorderNotificationLog(Recorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public List<Notification> select(NotificationQuery query) {
		return this.recorder.selectNotifications(query);
	}

	@Override
	public long maxId() {
		return this.recorder.maxNotificationId();
	}

}
