/**
 * The recorder that keeps events in memory, for tests and first steps. It takes part in
 * Spring transactions, as a database does.
 */
@NullMarked
package io.eventsourcing.persistence.memory;

import org.jspecify.annotations.NullMarked;
