package io.eventsourcing.autoconfigure.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.remote.client.RemoteRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;

/**
 * {@link AutoConfiguration Auto-configuration} of the logs of other applications, which
 * are read over HTTP.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass({ RemoteRecorder.class, RestClient.class })
@EnableConfigurationProperties(EventSourcingUpstreamProperties.class)
public final class EventSourcingUpstreamAutoConfiguration {

	private static final String PREFIX = "eventsourcing.upstreams.";

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	UpstreamLogs eventSourcingUpstreamLogs(EventSourcingUpstreamProperties properties,
			ObjectProvider<RestClient.Builder> builders, ObjectProvider<UpstreamRequests> requests,
			ObjectProvider<UpstreamCustomizer> customizers) {
		Map<String, UpstreamLog> logs = new LinkedHashMap<>();
		properties.upstreams().forEach((name, upstream) -> {
			RestClient.Builder client = builders.getIfAvailable(RestClient::builder).clone();
			requests.getIfAvailable(() -> RemoteRecorder::withTimeouts).configure(client);
			customizers.orderedStream().forEach((customizer) -> customizer.customize(name, client));
			requireOtherName(name);
			String url = Settings.use(() -> requireUrl(name, upstream.url()), PREFIX + name + ".url");
			RemoteRecorder recorder = new RemoteRecorder(name, url, client.build());
			logs.put(name, new UpstreamLog(recorder.log(), recorder.identity()));
		});
		return new UpstreamLogs(logs);
	}

	private static void requireOtherName(String name) {
		if (name.equals(ConsumerId.OWN_LOG)) {
			throw new EventSourcingSetupException(
					"The property '%s%s.url' configures a log with the name '%s', which stands for the log of the application's own event store."
						.formatted(PREFIX, name, name),
					"Give the log of the other application another name, for example by renaming the property to '%sother-%s.url', and use that name in @Follows. A projection without @Follows follows the application's own log."
						.formatted(PREFIX, name),
					null);
		}
	}

	private static String requireUrl(String name, @Nullable String url) {
		if (url == null || !isValid(url)) {
			throw new IllegalArgumentException(
					"The URL of the log '%s' must begin with http:// or https:// and a host, and contain neither a user nor a query"
						.formatted(name));
		}
		return url;
	}

	/** The URL appears in messages, so it must not contain a password. */
	private static boolean isValid(String url) {
		try {
			URI uri = new URI(url);
			return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
					&& uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
