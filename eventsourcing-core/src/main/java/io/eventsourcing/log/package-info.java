/**
 * The notification log: all events of a store in the order in which they became visible,
 * read in pages, in sections, or followed by a subscription.
 * <p>
 * It knows recorders only, no domain events and no aggregates, so that projections and
 * remote readers can be built on it.
 */
@NullMarked
package io.eventsourcing.log;

import org.jspecify.annotations.NullMarked;
