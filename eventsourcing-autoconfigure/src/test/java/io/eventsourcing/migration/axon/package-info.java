/** An application that has imported the events of Axon. */
@NullMarked
package io.eventsourcing.migration.axon;

import org.jspecify.annotations.NullMarked;
