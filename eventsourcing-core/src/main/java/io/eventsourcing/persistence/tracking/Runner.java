package io.eventsourcing.persistence.tracking;

import java.util.Objects;
import java.util.UUID;

/**
 * A process that works for consumers.
 *
 * @param id identifies the process until it ends; never reused
 * @param name says to people which process it is
 */
public record Runner(UUID id, String name) {

	public Runner {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(name, "name");
	}

}
