/**
 * Auto-configuration of the observations of projections, their conventions, and the
 * logging context of handlers. Micrometer and SLF4J may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection.observation;

import org.jspecify.annotations.NullMarked;
