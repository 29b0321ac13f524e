package io.eventsourcing.application;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown by a save if replaying the events of an aggregate results in a different state
 * than the aggregate has, so that it would be different when it is loaded again. Nothing
 * was saved.
 */
public class ReplayMismatchException extends EventSourcingException {

	private final UUID id;

	private final List<String> differences;

	ReplayMismatchException(Aggregate aggregate, List<String> differences) {
		super("%s %s differs from what its events make of it, in: %s. Nothing was saved. Either it was changed outside of an event: change fields only in constructors and methods with @Event or @Apply. Or the body of an event uses a clock, random values or other outside state: pass these in as arguments. Or a field is not part of the state, such as a lock, or has a type without an equals method: make it transient, or give the type one."
			.formatted(aggregate.getClass().getName(), aggregate.id(), String.join(", ", differences)));
		this.id = aggregate.id();
		this.differences = List.copyOf(differences);
	}

	ReplayMismatchException(Aggregate aggregate, RuntimeException cause) {
		super("%s %s cannot be rebuilt from its events, because of a %s. Nothing was saved. The bodies of events must not fail when they are replayed"
			.formatted(aggregate.getClass().getName(), aggregate.id(), cause.getClass().getName()), cause);
		this.id = aggregate.id();
		this.differences = List.of();
	}

	/** Returns the id of the aggregate. */
	public UUID id() {
		return this.id;
	}

	/**
	 * Returns the names of the fields that differ; empty if the events could not be
	 * replayed.
	 */
	public List<String> differences() {
		return this.differences;
	}

}
