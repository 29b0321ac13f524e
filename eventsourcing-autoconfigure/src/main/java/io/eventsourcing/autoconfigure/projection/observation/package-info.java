/**
 * Auto-configuration of the meters, observations and logging context of projections.
 * Micrometer and SLF4J may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection.observation;

import org.jspecify.annotations.NullMarked;
