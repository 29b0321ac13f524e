/**
 * The shape of stored JSON: which attributes an event has and which properties their
 * values have, as declared and as stored.
 * <p>
 * It finds types that could not be read back, compares the names of stored attributes
 * with the declared ones, and describes attributes for the event catalog. This package
 * depends on the package {@code type}; only {@code persistence.jackson} may use it,
 * except for {@link io.eventsourcing.persistence.jackson.shape.JsonShape}, which the
 * catalog reads, and
 * {@link io.eventsourcing.persistence.jackson.shape.AttributeMismatchException}.
 */
@NullMarked
package io.eventsourcing.persistence.jackson.shape;

import org.jspecify.annotations.NullMarked;
