package io.eventsourcing.persistence.recorder;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

import io.eventsourcing.domain.Topic;
import org.jspecify.annotations.Nullable;

/**
 * An event as a recorder stores it. Immutable except for the payload, which is not
 * copied: neither its creator nor its readers may change it.
 * <p>
 * Two stored events are equal if all of their components are; payloads are compared by
 * content.
 */
public final class StoredEvent {

	private static final Instant MIN_TIMESTAMP = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant MAX_TIMESTAMP = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private static final int NANOS_PER_MICRO = 1000;

	private final UUID originatorId;

	private final long originatorVersion;

	private final String originatorType;

	private final String eventType;

	private final int eventVersion;

	private final Instant timestamp;

	private final byte[] payload;

	private final @Nullable String metadata;

	private StoredEvent(Builder builder) {
		this.originatorId = builder.originatorId;
		this.originatorVersion = builder.originatorVersion;
		this.originatorType = Objects.requireNonNull(builder.originatorType, "originatorType");
		this.eventType = Objects.requireNonNull(builder.eventType, "eventType");
		this.eventVersion = builder.eventVersion;
		this.timestamp = storable(Objects.requireNonNull(builder.timestamp, "timestamp"));
		this.payload = Objects.requireNonNull(builder.payload, "payload");
		this.metadata = builder.metadata;
		if (this.originatorVersion < 1) {
			throw new IllegalArgumentException("The versions of an aggregate start at 1, not at "
					+ this.originatorVersion + ": " + this.originatorId);
		}
	}

	private Instant storable(Instant instant) {
		if (instant.isBefore(MIN_TIMESTAMP) || instant.isAfter(MAX_TIMESTAMP)) {
			throw new IllegalArgumentException(
					"The event %s, version %d of %s, has the timestamp %s; only the years 1 to 9999 can be stored"
						.formatted(topic(), this.originatorVersion, this.originatorId, instant));
		}
		return (instant.getNano() % NANOS_PER_MICRO != 0) ? instant.truncatedTo(ChronoUnit.MICROS) : instant;
	}

	/**
	 * Returns a builder for a stored event; its types, timestamp and payload are
	 * required.
	 * @param originatorId the id of the aggregate
	 * @param originatorVersion the version of the aggregate after the event, at least 1
	 */
	public static Builder builder(UUID originatorId, long originatorVersion) {
		return new Builder(originatorId, originatorVersion);
	}

	/** Returns a builder with all components of this event, to create a similar one. */
	public Builder toBuilder() {
		return new Builder(this.originatorId, this.originatorVersion).type(this.originatorType, this.eventType)
			.eventVersion(this.eventVersion)
			.timestamp(this.timestamp)
			.payload(this.payload)
			.metadata(this.metadata);
	}

	/** Returns the id of the aggregate. */
	public UUID originatorId() {
		return this.originatorId;
	}

	/** Returns the version of the aggregate after the event, at least 1. */
	public long originatorVersion() {
		return this.originatorVersion;
	}

	/** Returns the name of the aggregate's class in the store, such as {@code Dog}. */
	public String originatorType() {
		return this.originatorType;
	}

	/**
	 * Returns the name of the event within its aggregate, such as {@code TrickAdded}.
	 */
	public String eventType() {
		return this.eventType;
	}

	/** Returns the version of the event's class that wrote the payload, at least 1. */
	public int eventVersion() {
		return this.eventVersion;
	}

	/**
	 * Returns the time of the event, in the years 1 to 9999, truncated to microseconds,
	 * the precision of the databases.
	 */
	public Instant timestamp() {
		return this.timestamp;
	}

	/** Returns the serialized attributes of the event; not a copy. */
	public byte[] payload() {
		return this.payload;
	}

	/**
	 * Returns information about the event beyond its attributes, as a JSON object, or
	 * null.
	 */
	public @Nullable String metadata() {
		return this.metadata;
	}

	/** Returns the full name of the event, such as {@code Dog.TrickAdded}. */
	public String topic() {
		return new Topic(this.originatorType, this.eventType).toString();
	}

	/** Returns the size of the payload and metadata, in bytes. */
	public long size() {
		String text = this.metadata;
		return this.payload.length + ((text != null) ? text.getBytes(StandardCharsets.UTF_8).length : 0L);
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

	/** Builds a {@link StoredEvent}. Not thread-safe. */
	public static final class Builder {

		private final UUID originatorId;

		private final long originatorVersion;

		private @Nullable String originatorType;

		private @Nullable String eventType;

		private int eventVersion = 1;

		private @Nullable Instant timestamp;

		private byte @Nullable [] payload;

		private @Nullable String metadata;

		private Builder(UUID originatorId, long originatorVersion) {
			this.originatorId = Objects.requireNonNull(originatorId, "originatorId");
			this.originatorVersion = originatorVersion;
		}

		/**
		 * Sets the names of the aggregate's class and of the event, such as {@code Dog}
		 * and {@code TrickAdded}; required.
		 */
		public Builder type(String originatorName, String eventName) {
			this.originatorType = originatorName;
			this.eventType = eventName;
			return this;
		}

		/**
		 * Sets the version of the event's class that wrote the payload; 1 by default.
		 */
		public Builder eventVersion(int version) {
			this.eventVersion = version;
			return this;
		}

		/** Sets the time of the event, in the years 1 to 9999; required. */
		public Builder timestamp(Instant time) {
			this.timestamp = time;
			return this;
		}

		/** Sets the serialized attributes of the event; required, and not copied. */
		public Builder payload(byte[] bytes) {
			this.payload = bytes;
			return this;
		}

		/**
		 * Sets information about the event beyond its attributes, as a JSON object; null
		 * by default.
		 */
		public Builder metadata(@Nullable String json) {
			this.metadata = json;
			return this;
		}

		/**
		 * Builds the event.
		 * @throws NullPointerException if a required component is missing
		 * @throws IllegalArgumentException if the version or the timestamp cannot be
		 * stored
		 */
		public StoredEvent build() {
			return new StoredEvent(this);
		}

	}

}
