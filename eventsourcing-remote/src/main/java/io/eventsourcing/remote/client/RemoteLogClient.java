package io.eventsourcing.remote.client;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.remote.LogJson;
import io.eventsourcing.remote.LogPage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends the requests for pages of a remote log. Rejects the pages of any other log than
 * the one that has answered first, because they would be taken for pages of the first
 * one. Thread-safe.
 */
final class RemoteLogClient implements LogIdentity {

	private final String name;

	private final String url;

	private final RestClient http;

	/** Guarded by this object; null before the first response. */
	private @Nullable UUID identity;

	RemoteLogClient(String name, String url, RestClient http) {
		this.name = name;
		this.url = url;
		this.http = http;
	}

	/**
	 * Requests a page.
	 * @param topics the topics of the notifications, or an empty set for all
	 * @param wait the maximum time that the server waits for notifications
	 * @throws RemoteLogException if the log cannot be read
	 * @throws LogIdentityException if it is another log
	 */
	LogPage page(long after, int limit, Set<String> topics, Duration wait) {
		UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(this.url)
			.queryParam("after", after)
			.queryParam("limit", limit);
		if (!topics.isEmpty()) {
			uri.queryParam("topics", "{topics}");
		}
		if (!wait.isZero()) {
			uri.queryParam("wait", wait.toSeconds() + "s");
		}
		return request(uri.encode().buildAndExpand(String.join(",", topics)).toUri());
	}

	private LogPage request(URI uri) {
		try {
			ResponseEntity<byte[]> response = this.http.get()
				.uri(uri)
				.accept(MediaType.APPLICATION_JSON)
				.retrieve()
				.toEntity(byte[].class);
			byte[] body = response.getBody();
			String found = response.getHeaders().getFirst(LogJson.IDENTITY_HEADER);
			if (body == null || found == null) {
				throw new IllegalArgumentException("The response is not that of an event log");
			}
			requireIdentity(UUID.fromString(found));
			return LogJson.readPage(body);
		}
		catch (RestClientException | JacksonException | IllegalArgumentException | NullPointerException ex) {
			throw new RemoteLogException(this.name, this.url, String.valueOf(ex.getMessage()), ex);
		}
	}

	private synchronized void requireIdentity(UUID found) {
		UUID expected = this.identity;
		if (expected != null && !expected.equals(found)) {
			throw new LogIdentityException(this.name, expected, found);
		}
		this.identity = found;
	}

	private synchronized @Nullable UUID knownIdentity() {
		return this.identity;
	}

	@Override
	public UUID read() {
		UUID known = knownIdentity();
		while (known == null) {
			head();
			known = knownIdentity();
		}
		return known;
	}

	/** Returns the last id of the log. */
	long head() {
		return page(Long.MAX_VALUE, 1, Set.of(), Duration.ZERO).head();
	}

}
