package io.eventsourcing.persistence.jackson;

import io.eventsourcing.persistence.jackson.shape.UnknownProperties;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading the payload of an event.
 *
 * @param payload the attributes of the event
 * @param unknown the stored properties that nothing declares, or null if there are none
 */
record ReadPayload(Object payload, @Nullable UnknownProperties unknown) {
}
