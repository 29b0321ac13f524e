package io.eventsourcing.persistence.tracking;

import java.util.Objects;
import java.util.UUID;

/**
 * A process that works for consumers.
 *
 * @param id the id of the process, which is never used again
 * @param name the name of the process for people, such as host and process id
 * @param group equal for processes with the same consumers, which they share evenly
 */
public record Runner(UUID id, String name, String group) {

	public Runner {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(group, "group");
	}

}
