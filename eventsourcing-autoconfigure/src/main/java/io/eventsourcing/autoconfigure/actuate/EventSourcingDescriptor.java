package io.eventsourcing.autoconfigure.actuate;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of the event stores of an application.
 *
 * @param stores the event stores by their names
 */
public record EventSourcingDescriptor(Map<String, StoreDescriptor> stores) implements OperationResponseBody {
}
