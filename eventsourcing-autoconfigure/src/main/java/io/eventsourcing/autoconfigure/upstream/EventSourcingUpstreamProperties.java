package io.eventsourcing.autoconfigure.upstream;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the logs of other applications.
 *
 * @param upstreams Logs of other applications that projections can follow, by name; by
 * default, there are none.
 */
@ConfigurationProperties("eventsourcing")
public record EventSourcingUpstreamProperties(@DefaultValue Map<String, Upstream> upstreams) {

	/**
	 * The properties of a log.
	 *
	 * @param url URL of the log, such as https://dogschool.example.com/eventsourcing/log.
	 */
	public record Upstream(@Nullable String url) {
	}

}
