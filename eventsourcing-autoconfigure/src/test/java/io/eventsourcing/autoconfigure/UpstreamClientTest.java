package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.eventsourcing.autoconfigure.upstream.UpstreamLogs;
import org.junit.jupiter.api.Test;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings of the HTTP clients that read the logs of other applications. */
class UpstreamClientTest {

	private static final String URL = "eventsourcing.upstreams.dogschool.url=http://localhost:1/eventsourcing/log";

	/** Their descriptions are found even if their classes are not. */
	private static final List<String> AUTO_CONFIGURATIONS = Stream
		.of("HttpClient", "imperative.ImperativeHttpClient", "metrics.HttpClientMetrics", "reactive.ReactiveHttpClient",
				"service.HttpServiceClientProperties")
		.map((name) -> "org.springframework.boot.http.client.autoconfigure." + name + "AutoConfiguration")
		.toList();

	private static HttpClientSettings settings(String... properties) {
		try (ConfigurableApplicationContext context = StartUp.of(Recording.class)
			.with(Contexts.newH2())
			.with(URL)
			.with(properties)
			.run()) {
			assertThat(context.getBean(UpstreamLogs.class).byName()).containsOnlyKeys("dogschool");
			assertThat(context.getBean(RecordingFactoryBuilder.class).settings).hasSize(1);
			return context.getBean(RecordingFactoryBuilder.class).settings.get(0);
		}
	}

	@Test
	void theTimeoutsAreThoseOfTheLibraryByDefault() {
		assertThat(settings()).satisfies((settings) -> {
			assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
			assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(15));
		});
	}

	/** The server delays its responses by up to 10 seconds. */
	@Test
	void theSettingsOfAllHttpClientsApply() {
		assertThat(settings("spring.http.clients.connect-timeout=2s", "spring.http.clients.read-timeout=3s",
				"spring.http.clients.redirects=dont-follow"))
			.satisfies((settings) -> {
				assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(13));
				assertThat(settings.redirects()).isEqualTo(HttpRedirects.DONT_FOLLOW);
			});
	}

	@Test
	void springBootsHttpClientMayBeAbsent() {
		try (ConfigurableApplicationContext context = StartUp.of(Following.class)
			.with(Contexts.newH2())
			.with(URL, "spring.autoconfigure.exclude=" + String.join(",", AUTO_CONFIGURATIONS))
			.with(new FilteredClassLoader("org.springframework.boot.http.client"))
			.run()) {
			assertThat(context.getBean(UpstreamLogs.class).byName()).containsOnlyKeys("dogschool");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class Following {

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class Recording {

		@Bean
		RecordingFactoryBuilder requestFactoryBuilder() {
			return new RecordingFactoryBuilder();
		}

	}

	/** Records the settings of the request factories that it builds. */
	static final class RecordingFactoryBuilder implements ClientHttpRequestFactoryBuilder<ClientHttpRequestFactory> {

		final List<HttpClientSettings> settings = new CopyOnWriteArrayList<>();

		@Override
		public ClientHttpRequestFactory build(HttpClientSettings settings) {
			this.settings.add(settings);
			return new SimpleClientHttpRequestFactory();
		}

	}

}
