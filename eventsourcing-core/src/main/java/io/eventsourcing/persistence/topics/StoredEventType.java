package io.eventsourcing.persistence.topics;

import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.upcasting.Upcasting;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an event by its names in the store.
 *
 * @param topic the current full name
 * @param type the type of the event; null if the class no longer has the event, which its
 * upcasting steps then replace
 * @param version the version in which the event is stored now
 * @param upcasting the steps of the aggregate class
 */
public record StoredEventType(Topic topic, @Nullable EventType type, int version, Upcasting upcasting) {
}
