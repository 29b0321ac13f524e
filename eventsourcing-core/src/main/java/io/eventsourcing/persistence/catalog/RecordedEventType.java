package io.eventsourcing.persistence.catalog;

import java.util.Comparator;
import java.util.Objects;

/**
 * A type of which at least one event is stored, in one version.
 *
 * @param originatorType the name of the aggregate in the store
 * @param eventType the name of the event in the store
 * @param eventVersion the version of the event
 * @param firstNotificationId the notification id of the first event of this type and
 * version
 */
public record RecordedEventType(String originatorType, String eventType, int eventVersion,
		long firstNotificationId) implements Comparable<RecordedEventType> {

	private static final Comparator<RecordedEventType> ORDER = Comparator.comparing(RecordedEventType::originatorType)
		.thenComparing(RecordedEventType::eventType)
		.thenComparingInt(RecordedEventType::eventVersion)
		.thenComparingLong(RecordedEventType::firstNotificationId);

	public RecordedEventType {
		Objects.requireNonNull(originatorType, "originatorType");
		Objects.requireNonNull(eventType, "eventType");
	}

	/** Compares names, versions and notification ids, in this order. */
	@Override
	public int compareTo(RecordedEventType other) {
		return ORDER.compare(this, other);
	}

}
