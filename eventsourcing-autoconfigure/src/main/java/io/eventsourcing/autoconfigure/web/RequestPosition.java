package io.eventsourcing.autoconfigure.web;

import java.util.Collection;
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
	 * The last ids of the saves that may still be rolled back. Guarded by this object,
	 * like all fields.
	 */
	private final TreeSet<Long> uncommitted = new TreeSet<>();

	/** The last id of all other saves, or 0. */
	private long committed;

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

	/** Records that events were committed, the last of which has this id. */
	synchronized void add(long id) {
		this.committed = Math.max(this.committed, id);
		show();
	}

	/**
	 * Records that events were saved in a transaction, the last of which has this id.
	 */
	synchronized void addUncommitted(long id) {
		this.uncommitted.add(id);
		show();
	}

	/** Records that saves can no longer be rolled back, except those that were. */
	synchronized void commit(Collection<Long> ids) {
		for (long id : ids) {
			if (this.uncommitted.remove(id)) {
				this.committed = Math.max(this.committed, id);
			}
		}
	}

	/** Records that the events that were recorded under this id were rolled back. */
	synchronized void remove(long id) {
		this.uncommitted.remove(id);
		show();
	}

	/** Returns the number of saves that may still be rolled back. */
	synchronized int countUncommitted() {
		return this.uncommitted.size();
	}

	private void show() {
		long last = this.uncommitted.isEmpty() ? this.committed : Math.max(this.committed, this.uncommitted.last());
		if (this.response != null && (this.shown || last > 0)) {
			this.shown = true;
			this.response.setHeader(this.header, (last > 0) ? Long.toString(last) : null);
		}
	}

}
