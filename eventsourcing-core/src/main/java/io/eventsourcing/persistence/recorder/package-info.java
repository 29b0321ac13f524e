/**
 * The contract of a store: the recorder interfaces that stores implement, and the values
 * that they take and return.
 * <p>
 * Recorders store bytes and have no knowledge of event classes. The implementations are
 * in the sibling packages {@code memory} and {@code jdbc}.
 */
@NullMarked
package io.eventsourcing.persistence.recorder;

import org.jspecify.annotations.NullMarked;
