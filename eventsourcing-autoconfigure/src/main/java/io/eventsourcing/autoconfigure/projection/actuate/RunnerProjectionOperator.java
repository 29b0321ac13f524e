package io.eventsourcing.autoconfigure.projection.actuate;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.eventsourcing.autoconfigure.actuate.endpoint.InvalidRequestException;
import io.eventsourcing.autoconfigure.actuate.endpoint.NotParkedException;
import io.eventsourcing.autoconfigure.actuate.endpoint.ParkedEventsDescriptor;
import io.eventsourcing.autoconfigure.actuate.endpoint.ParkedEventsDescriptor.ParkedEventDescriptor;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionDescriptor;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionOperator;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionRequest;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionResult;
import io.eventsourcing.autoconfigure.actuate.endpoint.RefusedActionException;
import io.eventsourcing.autoconfigure.actuate.endpoint.UnknownProjectionException;
import io.eventsourcing.autoconfigure.projection.ProjectionSummary;
import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.OperationRefusedException;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import org.jspecify.annotations.Nullable;

/** Operates the projections of the runner. */
final class RunnerProjectionOperator implements ProjectionOperator {

	private final RunnableProjections beans;

	private final Projections projections;

	private final ProjectionOperations operations;

	private final ParkedEvents parkedEvents;

	RunnerProjectionOperator(RunnableProjections beans, Projections projections, ProjectionOperations operations,
			ParkedEvents parkedEvents) {
		this.beans = beans;
		this.projections = projections;
		this.operations = operations;
		this.parkedEvents = parkedEvents;
	}

	@Override
	public Map<String, ProjectionDescriptor> describe() {
		Map<String, ProjectionDescriptor> described = new TreeMap<>();
		summaries().forEach((name, summary) -> described.put(name, describe(name, summary)));
		return described;
	}

	/**
	 * Without projections, the positions may be kept in a store that the application has
	 * not configured.
	 */
	private Map<String, ProjectionSummary> summaries() {
		return this.beans.canBeTracked() ? ProjectionSummary.of(this.projections.states()) : Map.of();
	}

	private ProjectionDescriptor describe(String name, ProjectionSummary summary) {
		return ProjectionDescriptorFactory.create(this.beans.kindOf(name), summary, this.parkedEvents.count(name));
	}

	@Override
	public ParkedEventsDescriptor parkedEvents(String projection) {
		require(projection);
		return new ParkedEventsDescriptor(
				this.parkedEvents.of(projection).stream().map(RunnerProjectionOperator::describe).toList());
	}

	private static ParkedEventDescriptor describe(ParkedEvent event) {
		String cause = event.cause();
		return new ParkedEventDescriptor(event.notificationId(), event.version(), event.topic(), event.originatorId(),
				event.attempts(), event.parkedAt(), (event.request() != null) ? event.request().name() : null,
				(cause != null) ? ProjectionDescriptorFactory.summarize(cause) : null);
	}

	@Override
	public ProjectionResult operate(String projection, ProjectionRequest request) {
		require(projection);
		Integer requested = carryOutIfPermitted(projection, request);
		ProjectionSummary summary = summaries().get(projection);
		return new ProjectionResult(request.action(), requested,
				(summary != null) ? describe(projection, summary) : null);
	}

	private void require(String projection) {
		Map<String, ProjectionSummary> known = summaries();
		if (!known.containsKey(projection)) {
			throw new UnknownProjectionException(projection, known.keySet());
		}
	}

	private @Nullable Integer carryOutIfPermitted(String name, ProjectionRequest request) {
		try {
			return carryOut(name, request);
		}
		catch (OperationRefusedException ex) {
			throw new RefusedActionException(String.valueOf(ex.getMessage()), ex);
		}
	}

	/** Returns the number of parked events that the request concerns, or null. */
	private @Nullable Integer carryOut(String name, ProjectionRequest request) {
		switch (request.action()) {
			case PAUSE -> this.operations.pause(name);
			case RESUME -> this.operations.resume(name);
			case REBUILD -> this.operations.rebuild(name);
			case ACTIVATE ->
				this.operations.activate(name, requireVersion(name, request.require(request.version(), "version")));
			case REPARTITION ->
				this.operations.repartition(name, requirePositive(request.require(request.partitions(), "partitions")));
			case FORGET -> forget(name, request.version(), request.log());
			case RETRY -> {
				return retry(name, request.aggregateId());
			}
			case DISCARD -> {
				return discard(name, request.require(request.notificationId(), "notificationId"));
			}
		}
		return null;
	}

	/** To retry all parked events is possible even if there are none. */
	private int retry(String name, @Nullable UUID aggregateId) {
		if (aggregateId == null) {
			return this.parkedEvents.retry(name);
		}
		int requested = this.parkedEvents.retry(name, aggregateId);
		if (requested == 0) {
			throw NotParkedException.aggregate(name, aggregateId);
		}
		return requested;
	}

	private int discard(String name, long notificationId) {
		if (!this.parkedEvents.discard(name, notificationId)) {
			throw NotParkedException.event(name, notificationId);
		}
		return 1;
	}

	/**
	 * An {@link IllegalArgumentException} of the operation itself may be that of a method
	 * of the projection, so the request is checked first.
	 */
	private int requireVersion(String name, int version) {
		ProjectionSummary summary = summaries().get(name);
		Set<Integer> versions = (summary != null) ? summary.versions() : Set.of();
		if (!versions.contains(version)) {
			throw new InvalidRequestException(
					"There is no version %d of the projection '%s', only %s".formatted(version, name, versions));
		}
		return version;
	}

	private String requireLog(String name, String log) {
		ProjectionSummary summary = summaries().get(name);
		Set<String> logs = (summary != null) ? summary.logs() : Set.of();
		if (!logs.contains(log)) {
			throw new InvalidRequestException(
					"The projection '%s' has no position in the log '%s', only in %s".formatted(name, log, logs));
		}
		return log;
	}

	private static int requirePositive(int partitions) {
		if (partitions < 1) {
			throw new InvalidRequestException("The number of partitions must be positive, not " + partitions);
		}
		return partitions;
	}

	private void forget(String name, @Nullable Integer version, @Nullable String log) {
		if (version != null && log != null) {
			throw new InvalidRequestException("The action 'forget' takes a 'version' or a 'log', not both");
		}
		if (log != null) {
			this.operations.forget(name, requireLog(name, log));
		}
		else if (version != null) {
			this.operations.forget(name, requireVersion(name, version));
		}
		else {
			this.operations.forget(name);
		}
	}

}
