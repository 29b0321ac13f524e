/**
 * Auto-configuration of the meters and observations of the event store. Micrometer may be
 * absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
