package io.eventsourcing.autoconfigure.metadata;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the metadata that is stored with events.
 *
 * @param mdcKeys Comma-separated list of keys of the logging context (MDC) whose values
 * are stored with each event; by default, there are none.
 * @param trace Whether the current trace is stored with each event, as 'traceparent', if
 * Micrometer Tracing is used.
 * @param user Whether the name of the authenticated user is stored with each event, as
 * 'user', if Spring Security is used.
 */
@ConfigurationProperties("eventsourcing.metadata")
public record EventSourcingMetadataProperties(@DefaultValue List<String> mdcKeys, @DefaultValue("true") boolean trace,
		@DefaultValue("false") boolean user) {
}
