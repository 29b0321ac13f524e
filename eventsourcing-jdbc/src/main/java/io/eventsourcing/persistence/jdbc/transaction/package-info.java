/**
 * Connections and transactions: those of the caller, which belong to Spring, and our own.
 * <p>
 * The lowest room of the JDBC store. It knows nothing of events and SQL. Only the rooms
 * of {@code persistence.jdbc} may enter; its types are public for technical reasons.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.transaction;

import org.jspecify.annotations.NullMarked;
