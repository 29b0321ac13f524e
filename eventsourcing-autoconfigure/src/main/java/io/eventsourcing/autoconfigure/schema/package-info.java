/**
 * Creates the tables of the event store at start-up and verifies them. For use by the
 * auto-configuration only.
 */
@NullMarked
package io.eventsourcing.autoconfigure.schema;

import org.jspecify.annotations.NullMarked;
