package io.eventsourcing.autoconfigure.upstream;

import java.time.Duration;

import io.eventsourcing.remote.client.RemoteRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;

/**
 * {@link AutoConfiguration Auto-configuration} that makes the clients of remote logs use
 * the settings of the application's HTTP clients, {@code spring.http.clients}.
 */
@AutoConfiguration(before = EventSourcingUpstreamAutoConfiguration.class)
@ConditionalOnClass({ RemoteRecorder.class, RestClient.class, HttpClientSettings.class })
public final class EventSourcingHttpClientAutoConfiguration {

	private static final HttpClientSettings DEFAULTS = HttpClientSettings.defaults()
		.withTimeouts(RemoteRecorder.CONNECT_TIMEOUT, RemoteRecorder.RESPONSE_TIMEOUT);

	@Bean
	@Lazy
	UpstreamRequests eventSourcingUpstreamRequests(ObjectProvider<ClientHttpRequestFactoryBuilder<?>> factories,
			ObjectProvider<HttpClientSettings> settings) {
		HttpClientSettings used = withDelay(settings.getIfAvailable(HttpClientSettings::defaults).orElse(DEFAULTS));
		ClientHttpRequestFactoryBuilder<?> factory = factories.getIfAvailable(ClientHttpRequestFactoryBuilder::jdk);
		return (client) -> client.requestFactory(factory.build(used));
	}

	/**
	 * Adds to the read timeout the time for which the server delays its response if there
	 * are no new events.
	 */
	private static HttpClientSettings withDelay(HttpClientSettings settings) {
		Duration timeout = settings.readTimeout();
		return (timeout != null) ? settings.withReadTimeout(timeout.plus(RemoteRecorder.WAIT)) : settings;
	}

}
