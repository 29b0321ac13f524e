package io.eventsourcing.autoconfigure.web;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of event sourcing over HTTP.
 *
 * @param positionHeader Name of the header that contains the position of the last event
 * that a request has saved; by default, there is no such header.
 * @param awaitTimeout Maximum time that a request with this header waits for projections.
 * @param log the properties of the log that other applications can read
 */
@ConfigurationProperties("eventsourcing.web")
public record EventSourcingWebProperties(@Nullable String positionHeader, @DefaultValue("2s") Duration awaitTimeout,
		@DefaultValue Log log) {

	/** The name of the property that switches the position header on. */
	public static final String POSITION_HEADER = "eventsourcing.web.position-header";

	/**
	 * The properties of the log that other applications can read.
	 *
	 * @param enabled Whether other applications can read the notification log over HTTP;
	 * the application has to protect the path.
	 * @param path Path of the notification log.
	 */
	public record Log(@DefaultValue("false") boolean enabled, @DefaultValue("/eventsourcing/log") String path) {
	}

}
