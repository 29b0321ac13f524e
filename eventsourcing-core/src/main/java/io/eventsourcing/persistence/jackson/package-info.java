/**
 * Writes the attributes of events as JSON, and reads them.
 * <p>
 * Applications that build their own store use
 * {@link io.eventsourcing.persistence.jackson.JacksonTranscoder}; with Spring Boot, they
 * need at most an {@link io.eventsourcing.persistence.jackson.EventJsonCustomizer}. The
 * settings of Jackson are those of {@code StoredJson}. An {@code EventCodec} writes and
 * reads the events of one type. This package depends on the packages {@code shape} and
 * {@code type}.
 */
@NullMarked
package io.eventsourcing.persistence.jackson;

import org.jspecify.annotations.NullMarked;
