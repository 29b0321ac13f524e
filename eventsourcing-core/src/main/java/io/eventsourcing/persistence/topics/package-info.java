/**
 * The names of aggregates and events in a store, and the classes to which they lead.
 */
@NullMarked
package io.eventsourcing.persistence.topics;

import org.jspecify.annotations.NullMarked;
