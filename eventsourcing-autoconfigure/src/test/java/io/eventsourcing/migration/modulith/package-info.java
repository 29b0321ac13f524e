/** An application whose listeners become projections. */
@NullMarked
package io.eventsourcing.migration.modulith;

import org.jspecify.annotations.NullMarked;
