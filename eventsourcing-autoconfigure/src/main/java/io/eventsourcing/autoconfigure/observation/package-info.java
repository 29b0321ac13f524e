/**
 * Auto-configuration of the observations of the event store, and their conventions.
 * Micrometer may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
