/**
 * Auto-configuration of the meters of the event store that are not observations.
 * Micrometer may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
