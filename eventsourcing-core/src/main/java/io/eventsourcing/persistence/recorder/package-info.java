/**
 * What a store has to do: the recorder interfaces that stores implement, the values that
 * they take and return, and the exceptions that they throw.
 * <p>
 * Recorders store bytes and know nothing of event classes. The implementations are in the
 * packages {@code memory} and {@code jdbc} beside this one.
 */
@NullMarked
package io.eventsourcing.persistence.recorder;

import org.jspecify.annotations.NullMarked;
