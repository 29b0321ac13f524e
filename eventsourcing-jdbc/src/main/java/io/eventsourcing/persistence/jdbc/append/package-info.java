/**
 * Group commit: appends that come at the same time are written in one transaction.
 * <p>
 * {@link io.eventsourcing.persistence.jdbc.append.GroupCommit} is the door; the other
 * types serve it. It stands on the rooms {@code sql} and {@code transaction}; only
 * {@code persistence.jdbc} may enter.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.append;

import org.jspecify.annotations.NullMarked;
