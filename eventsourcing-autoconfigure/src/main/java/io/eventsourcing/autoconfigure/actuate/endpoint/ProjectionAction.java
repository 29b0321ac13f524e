package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The actions of operators on a projection. */
public enum ProjectionAction {

	/** Pauses the projection until it is resumed. */
	PAUSE,

	/** Resumes the projection. */
	RESUME,

	/** Empties the read model and makes the projection handle all events again. */
	REBUILD,

	/** Makes another version replace the version that is in use. */
	ACTIVATE,

	/** Changes the number of partitions. */
	REPARTITION,

	/** Makes the projection handle its parked events again. */
	RETRY,

	/** Removes a parked event. */
	DISCARD,

	/**
	 * Deletes the position of a projection, or of a version, that no longer exists, or in
	 * a log that is no longer followed.
	 */
	FORGET;

	/** Returns the names under which requests contain the actions. */
	static List<String> names() {
		return Arrays.stream(values()).map(ProjectionAction::toString).toList();
	}

	/**
	 * Returns the action with the name.
	 * @throws InvalidRequestException if there is none
	 */
	static ProjectionAction named(String name) {
		return Arrays.stream(values())
			.filter((action) -> action.toString().equals(name))
			.findFirst()
			.orElseThrow(
					() -> new InvalidRequestException("There is no action '%s', only %s".formatted(name, names())));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
