package io.eventsourcing.autoconfigure.actuate;

import java.util.Map;
import java.util.UUID;

import io.eventsourcing.autoconfigure.observation.StoreTag;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint} that shows the event stores of an application, and through which
 * operators pause, rebuild and replace projections. Write operations require
 * {@code management.endpoint.eventsourcing.access=unrestricted}.
 */
@Endpoint(id = "eventsourcing", defaultAccess = Access.READ_ONLY)
public class EventSourcingEndpoint {

	/** The name of the only event store of an application. */
	public static final String STORE = StoreTag.DEFAULT;

	static final String PROJECTIONS = "projections";

	static final String PARKED_EVENTS = "parked-events";

	private final StoreDescriber store;

	private final ProjectionOperator projections;

	EventSourcingEndpoint(StoreDescriber store, ProjectionOperator projections) {
		this.store = store;
		this.projections = projections;
	}

	/** Describes the event stores. */
	@ReadOperation
	public EventSourcingDescriptor stores() {
		return new EventSourcingDescriptor(Map.of(STORE, this.store.describe(this.projections.describe())));
	}

	/**
	 * Describes a projection.
	 * @param kind the word {@code projections}
	 * @param name the name of the projection
	 */
	@ReadOperation
	public ProjectionDescriptor projection(@Selector String kind, @Selector String name) {
		requireKind(kind);
		Map<String, ProjectionDescriptor> described = this.projections.describe();
		ProjectionDescriptor projection = described.get(name);
		if (projection == null) {
			throw new UnknownProjectionException(name, described.keySet());
		}
		return projection;
	}

	/**
	 * Describes the parked events of a projection.
	 * @param kind the word {@code projections}
	 * @param name the name of the projection
	 * @param part the word {@code parked-events}
	 */
	@ReadOperation
	public ParkedEventsDescriptor parkedEvents(@Selector String kind, @Selector String name, @Selector String part) {
		requireKind(kind);
		if (!PARKED_EVENTS.equals(part)) {
			throw new IllegalArgumentException("There is no '%s', only '%s'".formatted(part, PARKED_EVENTS));
		}
		return this.projections.parkedEvents(name);
	}

	/**
	 * Carries out an action on a projection.
	 * @param kind the word {@code projections}
	 * @param name the name of the projection
	 * @param action the name of a {@link ProjectionAction} in lower case
	 * @param version the version to activate or forget
	 * @param partitions the new number of partitions
	 * @param aggregateId the aggregate whose parked events are retried; null for all
	 * @param notificationId the parked event to discard
	 */
	@WriteOperation
	public ProjectionResult operate(@Selector String kind, @Selector String name, String action,
			@Nullable Integer version, @Nullable Integer partitions, @Nullable UUID aggregateId,
			@Nullable Long notificationId) {
		requireKind(kind);
		return this.projections.operate(name, new ProjectionRequest(ProjectionAction.named(action), version, partitions,
				aggregateId, notificationId));
	}

	private static void requireKind(String kind) {
		if (!PROJECTIONS.equals(kind)) {
			throw new IllegalArgumentException("There is no '%s', only '%s'".formatted(kind, PROJECTIONS));
		}
	}

}
