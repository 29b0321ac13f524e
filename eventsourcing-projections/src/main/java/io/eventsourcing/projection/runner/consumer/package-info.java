/**
 * What is run, and how its events are handled in one transaction: the definition and
 * options of a projection, and the transactions that handle, park and skip its events.
 * Depends on no other package of the runner.
 */
@NullMarked
package io.eventsourcing.projection.runner.consumer;

import org.jspecify.annotations.NullMarked;
