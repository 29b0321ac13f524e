/**
 * Group commit: writes concurrent appends in one transaction.
 * <p>
 * The entry point is {@link io.eventsourcing.persistence.jdbc.append.GroupCommit}. This
 * package depends on the packages {@code sql}, {@code lock} and {@code transaction}; only
 * {@code persistence.jdbc} may use it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.append;

import org.jspecify.annotations.NullMarked;
