package io.eventsourcing.application;

import java.time.Instant;
import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if no aggregate with the given id exists, or if it has not reached the given
 * version, or did not exist at the given time.
 */
public class AggregateNotFoundException extends EventSourcingException {

	private final UUID id;

	private final @Nullable Long version;

	AggregateNotFoundException(Class<?> type, UUID id) {
		super("There is no %s with the id %s".formatted(type.getSimpleName(), id));
		this.id = id;
		this.version = null;
	}

	AggregateNotFoundException(Class<?> type, UUID id, long version, long latest) {
		super("The %s with the id %s has no version %d; its latest is %d".formatted(type.getSimpleName(), id, version,
				latest));
		this.id = id;
		this.version = version;
	}

	AggregateNotFoundException(Class<?> type, UUID id, Instant time) {
		super("The %s with the id %s did not exist at %s".formatted(type.getSimpleName(), id, time));
		this.id = id;
		this.version = null;
	}

	/** Returns the id of the aggregate that was not found. */
	public UUID id() {
		return this.id;
	}

	/** Returns the requested version, or null if none was requested. */
	public @Nullable Long version() {
		return this.version;
	}

}
