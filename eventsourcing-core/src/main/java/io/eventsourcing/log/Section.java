package io.eventsourcing.log;

import java.util.List;

import io.eventsourcing.persistence.recorder.Notification;
import org.jspecify.annotations.Nullable;

/**
 * A part of the notification log, with a link to the next. A section that has a link is
 * full and never changes.
 *
 * @param id the ids of the first and last notification in it, such as {@code 1,10}; null
 * if it is empty
 * @param items the notifications, in ascending order
 * @param nextId the section to read next; null if this one is not full yet
 */
public record Section(@Nullable String id, List<Notification> items, @Nullable String nextId) {

	public Section {
		items = List.copyOf(items);
	}

	/**
	 * The section that has these items, where there could have been as many as the limit.
	 */
	static Section of(List<Notification> items, int limit) {
		if (items.isEmpty()) {
			return new Section(null, items, null);
		}
		long last = items.get(items.size() - 1).id();
		String nextId = (items.size() == limit) ? (last + 1) + "," + (last + limit) : null;
		return new Section(items.get(0).id() + "," + last, items, nextId);
	}

}
