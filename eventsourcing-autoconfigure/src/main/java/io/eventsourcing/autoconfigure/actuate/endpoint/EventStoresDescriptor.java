package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of the event stores of an application.
 *
 * @param stores the event stores by their names
 */
public record EventStoresDescriptor(Map<String, EventStoreDescriptor> stores) implements OperationResponseBody {
}
