/**
 * Auto-configuration of projections: their properties, how their beans are found and
 * bound, and when they are started and stopped. No other package of the
 * auto-configuration depends on this one, because {@code eventsourcing-projections} may
 * be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection;

import org.jspecify.annotations.NullMarked;
