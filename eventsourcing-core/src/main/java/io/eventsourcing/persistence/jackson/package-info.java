/**
 * The transcoder that writes the attributes of events as JSON.
 */
@NullMarked
package io.eventsourcing.persistence.jackson;

import org.jspecify.annotations.NullMarked;
