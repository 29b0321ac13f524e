package io.eventsourcing.log;

import java.util.List;

import io.eventsourcing.persistence.recorder.Notification;
import org.jspecify.annotations.Nullable;

/**
 * A part of the notification log, with the id of the next section. A section that has a
 * next id is full and never changes, so it can be cached. Immutable.
 *
 * @param id the ids of the first and the last notification, such as {@code 1,10}; null if
 * the section is empty
 * @param items the notifications, in ascending order
 * @param nextId the id of the section to read next, or null if this section is not full
 * yet
 */
public record Section(@Nullable String id, List<Notification> items, @Nullable String nextId) {

	public Section {
		items = List.copyOf(items);
	}

	/**
	 * Creates the section with these items, which is full if their number is the limit.
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
