package io.eventsourcing.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event as a {@link Recorder} keeps it.
 * <p>
 * Two stored events are equal when all components are, arrays by content. The payload is
 * not copied: neither the maker nor a reader may change it.
 *
 * @param originatorId the id of the aggregate
 * @param originatorVersion the version of the aggregate that the event made, from 1
 * @param originatorType the logical name of the aggregate's class, such as {@code Dog}
 * @param eventType the name of the event within that class, such as {@code TrickAdded}
 * @param eventVersion the version of the event's class that wrote the payload, from 1
 * @param timestamp when the event happened, in the years 1 to 9999, cut to microseconds,
 * which is what databases keep
 * @param payload the event's attributes, serialised
 * @param metadata what is known about the event beyond its attributes, as a JSON object
 */
public record StoredEvent(UUID originatorId, long originatorVersion, String originatorType, String eventType,
		int eventVersion, Instant timestamp, byte[] payload, @Nullable String metadata) {

	private static final Instant MIN_TIMESTAMP = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant MAX_TIMESTAMP = Instant.parse("9999-12-31T23:59:59.999999999Z");

	/**
	 * @throws IllegalArgumentException if the version or the timestamp is none that can
	 * be stored
	 */
	public StoredEvent {
		Objects.requireNonNull(originatorId, "originatorId");
		Objects.requireNonNull(originatorType, "originatorType");
		Objects.requireNonNull(eventType, "eventType");
		Objects.requireNonNull(timestamp, "timestamp");
		Objects.requireNonNull(payload, "payload");
		if (originatorVersion < 1) {
			throw new IllegalArgumentException(
					"The versions of an aggregate start at 1, not at " + originatorVersion + ": " + originatorId);
		}
		if (timestamp.isBefore(MIN_TIMESTAMP) || timestamp.isAfter(MAX_TIMESTAMP)) {
			throw new IllegalArgumentException(
					"The event %s.%s, version %d of %s, has the timestamp %s; those of the years 1 to 9999 can be stored"
						.formatted(originatorType, eventType, originatorVersion, originatorId, timestamp));
		}
		timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
	}

	/** The full name of the event, such as {@code Dog.TrickAdded}. */
	public String topic() {
		return this.originatorType + "." + this.eventType;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StoredEvent that && this.originatorId.equals(that.originatorId)
				&& this.originatorVersion == that.originatorVersion && this.originatorType.equals(that.originatorType)
				&& this.eventType.equals(that.eventType) && this.eventVersion == that.eventVersion
				&& this.timestamp.equals(that.timestamp) && Arrays.equals(this.payload, that.payload)
				&& Objects.equals(this.metadata, that.metadata);
	}

	@Override
	public int hashCode() {
		return 31 * this.originatorId.hashCode() + Long.hashCode(this.originatorVersion);
	}

	@Override
	public String toString() {
		return topic() + "[originatorId=" + this.originatorId + ", originatorVersion=" + this.originatorVersion
				+ ", timestamp=" + this.timestamp + ", payload=" + this.payload.length + " bytes]";
	}

}
