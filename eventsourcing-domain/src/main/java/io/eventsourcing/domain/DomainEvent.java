package io.eventsourcing.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an aggregate: a decision that it made, and its place in the
 * sequence of them. Immutable; equal if all of their parts but the metadata are.
 */
public final class DomainEvent implements EventSource {

	private final EventType type;

	private final UUID originatorId;

	private final long originatorVersion;

	private final Instant timestamp;

	private final Object payload;

	private final Map<String, String> metadata;

	/**
	 * An event without metadata.
	 * @param type the kind of event
	 * @param originatorId the id of the aggregate
	 * @param originatorVersion the version of the aggregate that the event makes, from 1
	 * @param timestamp when it happened; what is finer than a microsecond is cut off
	 * @param payload the attributes, of the type's {@link EventType#payloadType()}
	 */
	public DomainEvent(EventType type, UUID originatorId, long originatorVersion, Instant timestamp, Object payload) {
		this(type, originatorId, originatorVersion, timestamp, payload, Map.of());
	}

	private DomainEvent(EventType type, UUID originatorId, long originatorVersion, Instant timestamp, Object payload,
			Map<String, String> metadata) {
		this.type = Objects.requireNonNull(type, "type");
		this.originatorId = Objects.requireNonNull(originatorId, "originatorId");
		this.originatorVersion = originatorVersion;
		this.timestamp = Objects.requireNonNull(timestamp, "timestamp").truncatedTo(ChronoUnit.MICROS);
		this.payload = type.handler().frozen(Objects.requireNonNull(payload, "payload"));
		this.metadata = metadata;
	}

	/** This event with other metadata. */
	public DomainEvent withMetadata(Map<String, String> values) {
		return new DomainEvent(this.type, this.originatorId, this.originatorVersion, this.timestamp, this.payload,
				Map.copyOf(values));
	}

	/** The kind of event. */
	public EventType type() {
		return this.type;
	}

	/** The name of the event within its aggregate class, such as {@code TrickAdded}. */
	public String name() {
		return this.type.name();
	}

	/** The id of the aggregate. */
	public UUID originatorId() {
		return this.originatorId;
	}

	/** The version of the aggregate that the event made. */
	public long originatorVersion() {
		return this.originatorVersion;
	}

	/** When it happened, in microseconds. */
	public Instant timestamp() {
		return this.timestamp;
	}

	/** The attributes: a record, or {@link EventArguments}. */
	public Object payload() {
		return this.payload;
	}

	/**
	 * What is known about the event beyond its attributes, such as who caused it. It does
	 * not count in {@link #equals(Object)}, and bodies cannot see it. Unmodifiable; empty
	 * by default.
	 */
	public Map<String, String> metadata() {
		return this.metadata;
	}

	/**
	 * Applies the event.
	 * @param aggregate the aggregate as it was before; null for the event that created it
	 * @return the aggregate as it is after: the same instance, or the one made
	 * @throws OriginatorIdException if the event belongs to another aggregate
	 * @throws OriginatorVersionException if the aggregate is not at the version before
	 * the event's; in both cases nothing is changed
	 */
	@SuppressWarnings("unchecked")
	public <A extends Aggregate> A mutate(@Nullable A aggregate) {
		if (aggregate == null) {
			return (A) Lifecycle.create(this);
		}
		aggregate.lifecycle.replay(aggregate, this);
		return aggregate;
	}

	@Override
	public List<DomainEvent> pendingEvents() {
		return List.of(this);
	}

	@Override
	public List<DomainEvent> collectEvents() {
		return List.of(this);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || other instanceof DomainEvent that && this.type == that.type
				&& this.originatorId.equals(that.originatorId) && this.originatorVersion == that.originatorVersion
				&& this.timestamp.equals(that.timestamp) && this.payload.equals(that.payload);
	}

	@Override
	public int hashCode() {
		return 31 * this.originatorId.hashCode() + Long.hashCode(this.originatorVersion);
	}

	@Override
	public String toString() {
		return this.type + "[originatorId=" + this.originatorId + ", originatorVersion=" + this.originatorVersion
				+ ", timestamp=" + this.timestamp + ", payload=" + this.payload + "]";
	}

}
