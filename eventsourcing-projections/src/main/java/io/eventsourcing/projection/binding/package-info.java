/**
 * Binds the events in the log to the methods that handle them, and their parameters to
 * the attributes of the events. Mistakes are reported when a bean is bound, not when an
 * event arrives.
 * <p>
 * The entry point is {@link io.eventsourcing.projection.binding.EventHandlers}.
 */
@NullMarked
package io.eventsourcing.projection.binding;

import org.jspecify.annotations.NullMarked;
