/**
 * Auto-configuration of the meters of projections. Micrometer may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection.metrics;

import org.jspecify.annotations.NullMarked;
