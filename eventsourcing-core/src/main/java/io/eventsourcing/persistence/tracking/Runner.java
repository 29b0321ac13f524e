package io.eventsourcing.persistence.tracking;

import java.util.Objects;
import java.util.UUID;

/**
 * A process that runs consumers.
 *
 * @param id the unique id of the process, which is not reused after a restart
 * @param name a human-readable name of the process, such as its process id and host
 * @param group equal for all processes with the same consumers, which share these
 * consumers evenly
 */
public record Runner(UUID id, String name, String group) {

	public Runner {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(group, "group");
	}

}
