/**
 * Auto-configuration of projections: their properties, how the runner is built, and when
 * it is started and stopped. No other package of the auto-configuration, except those
 * below this one, depends on it, because {@code eventsourcing-projections} may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection;

import org.jspecify.annotations.NullMarked;
