package io.eventsourcing.projection.binding;

import io.eventsourcing.projection.Projection;

/** Determines the names of projections. */
public final class ProjectionNames {

	private ProjectionNames() {
	}

	/** Returns the name under which the position of a projection is stored. */
	public static String of(Projection annotation) {
		return annotation.name().isEmpty() ? annotation.value() : annotation.name();
	}

}
