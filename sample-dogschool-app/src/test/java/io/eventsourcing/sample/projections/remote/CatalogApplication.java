package io.eventsourcing.sample.projections.remote;

import io.eventsourcing.autoconfigure.upstream.UpstreamCustomizer;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class CatalogApplication {

	@Bean
	UpstreamCustomizer authentication() {
		return (name, client) -> client.defaultHeaders((headers) -> headers.setBearerAuth("secret"));
	}

}
