package io.eventsourcing.autoconfigure.web;

import org.jspecify.annotations.Nullable;

/** The position of the request that the current thread is processing. */
final class CurrentPosition {

	private final ThreadLocal<@Nullable RequestPosition> current = new ThreadLocal<>();

	@Nullable RequestPosition get() {
		return this.current.get();
	}

	/** Begins the processing of a request by the current thread. */
	void set(RequestPosition position) {
		this.current.set(position);
	}

	/** Ends the processing of a request by the current thread. */
	void remove() {
		this.current.remove();
	}

}
