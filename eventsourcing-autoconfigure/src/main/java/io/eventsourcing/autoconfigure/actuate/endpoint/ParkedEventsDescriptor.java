package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of the parked events of a projection: of the version that is in use, and of
 * those that may replace it.
 *
 * @param events the events in the order of their ids
 */
public record ParkedEventsDescriptor(List<ParkedEventDescriptor> events) implements OperationResponseBody {

	/**
	 * Description of a parked event.
	 *
	 * @param notificationId the notification id of the event
	 * @param version the version of the projection that has parked it
	 * @param topic the name of the event
	 * @param aggregateId the id of its aggregate
	 * @param attempts the number of failed attempts; 0 if it waits behind another event
	 * of its aggregate
	 * @param parkedAt the time at which it was parked
	 * @param request the pending request for it, or null
	 * @param cause the class of the exception, with the message if it is one of the
	 * library, or null
	 */
	public record ParkedEventDescriptor(long notificationId, int version, String topic, UUID aggregateId, int attempts,
			Instant parkedAt, @Nullable String request, @Nullable String cause) {
	}

}
