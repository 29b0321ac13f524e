package io.eventsourcing.autoconfigure.web;

import java.util.TreeSet;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The position of the last event that a request has saved, and the header that contains
 * it. The header is set with each save, because nobody knows which save is the last one
 * before the response is committed. Thread-safe.
 */
final class RequestPosition {

	private final String header;

	/**
	 * The last ids of all saves that have not been rolled back. Guarded by this object,
	 * like all fields.
	 */
	private final TreeSet<Long> saved = new TreeSet<>();

	private boolean shown;

	/** Null while the container may reuse the response for another request. */
	private @Nullable HttpServletResponse response;

	RequestPosition(String header) {
		this.header = header;
	}

	/** Begins to set the header of the response, which may have been reset. */
	synchronized void open(HttpServletResponse current) {
		this.response = current;
		show();
	}

	/** Ends the use of the response. */
	synchronized void close() {
		this.response = null;
	}

	/** Records that events were saved, the last of which has this id. */
	synchronized void add(long id) {
		this.saved.add(id);
		show();
	}

	/** Records that the events that were recorded under this id were rolled back. */
	synchronized void remove(long id) {
		this.saved.remove(id);
		show();
	}

	private void show() {
		if (this.response != null && (this.shown || !this.saved.isEmpty())) {
			this.shown = true;
			this.response.setHeader(this.header, this.saved.isEmpty() ? null : Long.toString(this.saved.last()));
		}
	}

}
