/**
 * Finds the projections and process applications among the beans of a context, without
 * creating them, and rejects those that nothing would run.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection.beans;

import org.jspecify.annotations.NullMarked;
