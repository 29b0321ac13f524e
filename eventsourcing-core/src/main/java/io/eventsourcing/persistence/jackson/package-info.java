/**
 * Writes events as JSON.
 */
@NullMarked
package io.eventsourcing.persistence.jackson;

import org.jspecify.annotations.NullMarked;
