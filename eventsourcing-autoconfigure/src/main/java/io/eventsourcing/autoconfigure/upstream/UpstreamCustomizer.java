package io.eventsourcing.autoconfigure.upstream;

import org.springframework.web.client.RestClient;

/**
 * Customizes the HTTP client that reads the log of another application, for example to
 * authenticate its requests. Beans of this type are called for each log, in their order.
 */
@FunctionalInterface
public interface UpstreamCustomizer {

	/**
	 * Customizes the client of a log.
	 * @param name the name of the log
	 * @param client the builder of the client; a request factory must allow for 10
	 * seconds in which the server waits for new events
	 */
	void customize(String name, RestClient.Builder client);

}
