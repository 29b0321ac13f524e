package io.eventsourcing.persistence.tracking;

/**
 * A position that moves without work.
 *
 * @param expected the stored position; if it is another one, nothing is moved
 * @param to the new position
 */
public record PositionMove(TrackedPosition expected, long to) {
}
