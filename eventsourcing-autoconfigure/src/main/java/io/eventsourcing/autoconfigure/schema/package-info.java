/**
 * Creates the tables of the event store at start-up and verifies them. Only the
 * auto-configuration may enter.
 */
@NullMarked
package io.eventsourcing.autoconfigure.schema;

import org.jspecify.annotations.NullMarked;
