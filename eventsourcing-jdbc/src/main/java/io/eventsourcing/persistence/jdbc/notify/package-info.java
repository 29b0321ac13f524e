/**
 * Notifies other processes that events were committed, and listens to their
 * notifications, by LISTEN and NOTIFY of PostgreSQL.
 * <p>
 * The entry point is {@link io.eventsourcing.persistence.jdbc.notify.Notifier}.
 * Correctness does not depend on notifications: readers also poll. This package depends
 * on the packages {@code transaction} and {@code schema}; only {@code persistence.jdbc}
 * may use it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.notify;

import org.jspecify.annotations.NullMarked;
