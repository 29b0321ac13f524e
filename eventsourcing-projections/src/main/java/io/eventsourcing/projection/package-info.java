/**
 * Projections: beans whose methods handle each stored event exactly once to keep read
 * models up to date.
 * <p>
 * The entry points are {@link io.eventsourcing.projection.Projection} and
 * {@link io.eventsourcing.projection.EventHandler}.
 */
@NullMarked
package io.eventsourcing.projection;

import org.jspecify.annotations.NullMarked;
