package io.eventsourcing.sample.dogschool;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A client of server-sent events, which closes its connection when it is closed. */
final class EventStream implements AutoCloseable {

	private final HttpResponse<Stream<String>> response;

	private final Iterator<String> lines;

	private EventStream(HttpResponse<Stream<String>> response) {
		this.response = response;
		this.lines = response.body().iterator();
	}

	static EventStream open(URI uri, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return new EventStream(HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines()));
	}

	HttpResponse<?> response() {
		return this.response;
	}

	/** Waits for the next event; comments are none. */
	Event next() {
		String line = this.lines.next();
		while (line.isEmpty() || line.startsWith(":")) {
			line = this.lines.next();
		}
		String data = this.lines.next();
		if (!line.startsWith("id:") || !data.startsWith("data:") || !this.lines.next().isEmpty()) {
			throw new IllegalStateException("This is no event of one line: " + line + ", " + data);
		}
		return new Event(Long.parseLong(line.substring("id:".length())), data.substring("data:".length()));
	}

	/** Waits for so many events; returns their ids. */
	List<Long> nextIds(int count) {
		return Stream.generate(this::next).limit(count).map(Event::id).toList();
	}

	/** Waits until the server ends the stream, without another event. */
	void awaitEnd() {
		this.lines.forEachRemaining((line) -> {
			if (!line.isEmpty() && !line.startsWith(":")) {
				throw new IllegalStateException("There is more in the stream: " + line);
			}
		});
	}

	@Override
	public void close() {
		this.response.body().close();
	}

	record Event(long id, String data) {
	}

}
