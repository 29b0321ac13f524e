/**
 * The recorder that keeps events in memory, for tests and first steps.
 */
@NullMarked
package io.eventsourcing.persistence.memory;

import org.jspecify.annotations.NullMarked;
