package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension} with the operations on a single projection, whose path is
 * {@code projections/{name}}; the name may contain slashes. Errors are reported as HTTP
 * statuses: 404 for an unknown projection, and for an event or aggregate that is not
 * parked; 400 for an invalid request; and 409 for an action that the projection does not
 * permit at the moment.
 */
@EndpointWebExtension(endpoint = EventSourcingEndpoint.class)
@RegisterReflectionForBinding({ ProjectionDescriptor.class, ParkedEventsDescriptor.class, ProjectionResult.class,
		EventSourcingEndpointWebExtension.ErrorDescriptor.class })
final class EventSourcingEndpointWebExtension {

	private static final String PROJECTIONS = "projections";

	private static final String PARKED_EVENTS = "parked-events";

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
	record ErrorDescriptor(String message, @Nullable List<String> known) implements OperationResponseBody {
	}

	/**
	 * Describes a projection, or its parked events.
	 * @param path {@code projections/{name}} or {@code projections/{name}/parked-events}
	 */
	@ReadOperation
	public WebEndpointResponse<?> projection(@Selector(match = Match.ALL_REMAINING) String... path) {
		if (!isProjection(path)) {
			return notFound(path);
		}
		int last = path.length - 1;
		return (last > 1 && PARKED_EVENTS.equals(path[last]))
				? respond(() -> this.endpoint.parkedEvents(name(path, last)))
				: respond(() -> this.endpoint.projection(name(path, path.length)));
	}

	/**
	 * Carries out an action on a projection.
	 * @param path {@code projections/{name}}
	 * @param action the name of a {@link ProjectionAction} in lower case
	 * @param version the version to activate or forget
	 * @param partitions the new number of partitions
	 * @param aggregateId the aggregate whose parked events are retried; null for all
	 * @param notificationId the parked event to discard
	 * @param log the log whose positions are forgotten; null for all
	 */
	@WriteOperation
	public WebEndpointResponse<?> operate(@Selector(match = Match.ALL_REMAINING) String[] path, String action,
			@Nullable Integer version, @Nullable Integer partitions, @Nullable UUID aggregateId,
			@Nullable Long notificationId, @Nullable String log) {
		return isProjection(path)
				? respond(() -> this.endpoint.operate(name(path, path.length), new ProjectionRequest(
						ProjectionAction.named(action), version, partitions, aggregateId, notificationId, log)))
				: notFound(path);
	}

	private static boolean isProjection(String[] path) {
		return path.length > 1 && PROJECTIONS.equals(path[0]);
	}

	/** Returns the name between the first element of a path and the given one. */
	private static String name(String[] path, int end) {
		return String.join("/", Arrays.asList(path).subList(1, end));
	}

	private static WebEndpointResponse<?> notFound(String[] path) {
		return new WebEndpointResponse<>(
				new ErrorDescriptor("There is no '%s', only 'projections/{name}' and 'projections/{name}/parked-events'"
					.formatted(String.join("/", path)), null),
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
		catch (NotParkedException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage()), null),
					WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (InvalidRequestException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage()), null),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (RefusedActionException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage()), null), CONFLICT);
		}
	}

}
