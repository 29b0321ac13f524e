package io.eventsourcing.persistence.exception;

import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown if an event is larger than the event store allows. Nothing of the save was
 * stored.
 */
public class PayloadTooLargeException extends EventSourcingException {

	private final long size;

	private final long limit;

	public PayloadTooLargeException(String topic, UUID originatorId, long originatorVersion, long size, long limit) {
		super(("The event %s, version %d of the aggregate %s, has %s bytes, but at most %s are allowed; nothing was saved. "
				+ "Keep large content elsewhere and refer to it, or raise the maximum payload size.")
			.formatted(topic, originatorVersion, originatorId, size, limit));
		this.size = size;
		this.limit = limit;
	}

	/** Returns the size of the payload and metadata, in bytes. */
	public long size() {
		return this.size;
	}

	/** Returns the largest allowed size, in bytes. */
	public long limit() {
		return this.limit;
	}

}
