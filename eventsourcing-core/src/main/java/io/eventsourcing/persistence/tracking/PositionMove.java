package io.eventsourcing.persistence.tracking;

import java.util.Objects;

/**
 * A move of a position past events that the consumer does not handle.
 *
 * @param expected the expected position; if the stored position differs, it does not move
 * @param to the new notification id, not below the current one
 */
public record PositionMove(TrackedPosition expected, long to) {

	public PositionMove {
		Objects.requireNonNull(expected, "expected");
		expected.movedTo(to);
	}

}
