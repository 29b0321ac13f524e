package io.eventsourcing.remote.server;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.persistence.recorder.Notification;

/**
 * Limits the size of a response.
 *
 * @param items the maximum number of notifications
 * @param bytes the maximum size of their payloads and metadata together, unless a single
 * notification is larger
 */
record LogLimits(int items, long bytes) {

	/** Returns as many of the notifications as the limits allow, but at least one. */
	List<Notification> apply(List<Notification> notifications) {
		List<Notification> allowed = new ArrayList<>(notifications.size());
		long size = 0;
		for (Notification notification : notifications) {
			size += notification.event().size();
			if (!allowed.isEmpty() && (size > this.bytes || allowed.size() == this.items)) {
				break;
			}
			allowed.add(notification);
		}
		return allowed;
	}

}
