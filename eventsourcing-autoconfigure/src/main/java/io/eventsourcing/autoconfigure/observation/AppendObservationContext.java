package io.eventsourcing.autoconfigure.observation;

import java.util.List;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.topics.Topics;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

/**
 * The context of a save. The events carry the trace in their metadata, so the context
 * passes nothing to a carrier.
 */
public class AppendObservationContext extends SenderContext<Object> {

	private final List<DomainEvent> events;

	private final Topics topics;

	/**
	 * @param events the events, at least one
	 * @param topics the names of aggregates
	 */
	public AppendObservationContext(List<DomainEvent> events, Topics topics) {
		super((carrier, key, value) -> {
		}, Kind.PRODUCER);
		this.events = events;
		this.topics = topics;
		setCarrier(events);
	}

	/** Returns the events. */
	public List<DomainEvent> events() {
		return this.events;
	}

	/** Returns the name of the aggregate to which an event belongs. */
	public String aggregate(DomainEvent event) {
		return this.topics.register(event.type().aggregateType());
	}

	/**
	 * Returns the outcome, once the observation has ended: {@code stored},
	 * {@code conflict}, {@code timeout}, {@code unavailable}, {@code unknown} or
	 * {@code error}.
	 */
	public String outcome() {
		Throwable error = getError();
		if (error == null) {
			return "stored";
		}
		if (error instanceof RecordConflictException) {
			return "conflict";
		}
		if (error instanceof AppendLockTimeoutException) {
			return "timeout";
		}
		if (error instanceof StoreUnavailableException) {
			return "unavailable";
		}
		return (error instanceof SaveOutcomeUnknownException) ? "unknown" : "error";
	}

}
