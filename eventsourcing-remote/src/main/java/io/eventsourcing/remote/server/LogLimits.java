package io.eventsourcing.remote.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.remote.LogItem;

/**
 * Limits the size of a response.
 *
 * @param items the maximum number of notifications
 * @param bytes the maximum size of their payloads and metadata together, unless a single
 * notification is larger
 */
record LogLimits(int items, long bytes) {

	/** Returns as many of the notifications as the limits allow, but at least one. */
	List<LogItem> apply(List<Notification> notifications) {
		return apply(notifications, LogItem::of);
	}

	/**
	 * Returns as many of the notifications as the limits allow, but at least one.
	 * @param conversion returns the item of a notification
	 */
	List<LogItem> apply(List<Notification> notifications, Function<Notification, LogItem> conversion) {
		List<LogItem> allowed = new ArrayList<>(notifications.size());
		long size = 0;
		for (Notification notification : notifications) {
			size += notification.event().size();
			if (!allowed.isEmpty() && (size > this.bytes || allowed.size() == this.items)) {
				break;
			}
			allowed.add(conversion.apply(notification));
		}
		return allowed;
	}

}
