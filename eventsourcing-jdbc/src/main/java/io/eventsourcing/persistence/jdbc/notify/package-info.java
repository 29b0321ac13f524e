/**
 * Notifies other processes that events were committed, and listens to their
 * notifications, by LISTEN and NOTIFY of PostgreSQL.
 * <p>
 * {@link io.eventsourcing.persistence.jdbc.notify.Notifier} is the door. Nothing depends
 * on a notification: readers also poll. It stands on the rooms {@code transaction} and
 * {@code schema}; only {@code persistence.jdbc} may enter.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.notify;

import org.jspecify.annotations.NullMarked;
