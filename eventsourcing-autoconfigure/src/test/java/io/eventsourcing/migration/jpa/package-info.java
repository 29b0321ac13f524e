/** An application whose entities become aggregates. */
@NullMarked
package io.eventsourcing.migration.jpa;

import org.jspecify.annotations.NullMarked;
