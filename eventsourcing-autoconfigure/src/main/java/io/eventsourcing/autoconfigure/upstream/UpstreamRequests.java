package io.eventsourcing.autoconfigure.upstream;

import org.springframework.web.client.RestClient;

/** Sets how the client of a remote log sends its requests. */
@FunctionalInterface
interface UpstreamRequests {

	/** Sets the request factory. */
	void configure(RestClient.Builder client);

}
