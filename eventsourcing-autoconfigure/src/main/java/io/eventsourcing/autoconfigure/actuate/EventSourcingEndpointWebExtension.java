package io.eventsourcing.autoconfigure.actuate;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension} that reports errors as HTTP statuses: 404 for an unknown
 * projection, 400 for an invalid request, and 409 for an action that the projection does
 * not permit at the moment.
 */
@EndpointWebExtension(endpoint = EventSourcingEndpoint.class)
@RegisterReflectionForBinding(EventSourcingEndpointWebExtension.ErrorDescriptor.class)
public class EventSourcingEndpointWebExtension {

	private static final int CONFLICT = 409;

	private final EventSourcingEndpoint endpoint;

	EventSourcingEndpointWebExtension(EventSourcingEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * The body of a response to a request that failed.
	 *
	 * @param message what is wrong
	 * @param known the names of the projections that there are, or null if the name of
	 * the projection is not the reason
	 */
	public record ErrorDescriptor(String message, @Nullable List<String> known) implements OperationResponseBody {
	}

	@ReadOperation
	public WebEndpointResponse<?> projection(@Selector String kind, @Selector String name) {
		return isUnknown(kind) ? notFound(kind) : respond(() -> this.endpoint.projection(kind, name));
	}

	@ReadOperation
	public WebEndpointResponse<?> parkedEvents(@Selector String kind, @Selector String name, @Selector String part) {
		if (isUnknown(kind) || !EventSourcingEndpoint.PARKED_EVENTS.equals(part)) {
			return notFound(isUnknown(kind) ? kind : part);
		}
		return respond(() -> this.endpoint.parkedEvents(kind, name, part));
	}

	@WriteOperation
	public WebEndpointResponse<?> operate(@Selector String kind, @Selector String name, String action,
			@Nullable Integer version, @Nullable Integer partitions, @Nullable UUID aggregateId,
			@Nullable Long notificationId) {
		return isUnknown(kind) ? notFound(kind) : respond(
				() -> this.endpoint.operate(kind, name, action, version, partitions, aggregateId, notificationId));
	}

	private static boolean isUnknown(String kind) {
		return !EventSourcingEndpoint.PROJECTIONS.equals(kind);
	}

	private static WebEndpointResponse<?> notFound(String part) {
		return new WebEndpointResponse<>(new ErrorDescriptor("There is no '%s'".formatted(part), null),
				WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private static WebEndpointResponse<?> respond(Supplier<? extends OperationResponseBody> operation) {
		try {
			return new WebEndpointResponse<>(operation.get());
		}
		catch (UnknownProjectionException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage()), ex.known()),
					WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage()), null),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (RefusedActionException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage()), null), CONFLICT);
		}
	}

}
