/**
 * Connections and transactions: those of the caller, which Spring manages, and the
 * store's own.
 * <p>
 * This is the lowest package of the JDBC store; it depends neither on events nor on SQL.
 * Only the packages of {@code persistence.jdbc} may use it; its types are public for
 * technical reasons.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.transaction;

import org.jspecify.annotations.NullMarked;
