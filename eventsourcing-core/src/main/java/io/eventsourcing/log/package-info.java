/**
 * The notification log: all events of a store in the order in which they became visible,
 * read in pages, in sections, or followed by a subscription.
 * <p>
 * It depends on recorders only, not on domain events or aggregates, so that projections
 * and remote readers can be built on it.
 */
@NullMarked
package io.eventsourcing.log;

import org.jspecify.annotations.NullMarked;
