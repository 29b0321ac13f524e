package io.eventsourcing.application;

import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if no aggregate with the given id exists, or if it has not reached the given
 * version.
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

	/** Returns the id of the aggregate that was not found. */
	public UUID id() {
		return this.id;
	}

	/** Returns the requested version, or null if the latest version was requested. */
	public @Nullable Long version() {
		return this.version;
	}

}
