package io.eventsourcing.persistence.tracking;

import java.util.Objects;

/**
 * The move of a position past events that the consumer does not handle.
 *
 * @param expected the stored position; if the stored one differs, it does not move
 * @param to the new notification id, not below the current one
 */
public record PositionMove(TrackedPosition expected, long to) {

	public PositionMove {
		Objects.requireNonNull(expected, "expected");
		expected.movedTo(to);
	}

}
