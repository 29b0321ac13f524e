package io.eventsourcing.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An event of an aggregate: what happened, when, and at which version of the aggregate.
 * Two events are equal if all their components except the metadata are equal. Immutable.
 */
public final class DomainEvent implements EventSource {

	private final EventType type;

	private final UUID originatorId;

	private final long originatorVersion;

	private final Instant timestamp;

	private final Object payload;

	private final int part;

	private final int parts;

	private final Map<String, String> metadata;

	/**
	 * Creates an event without metadata.
	 * @param type the type of the event
	 * @param originatorId the id of the aggregate
	 * @param originatorVersion the version of the aggregate after the event, at least 1
	 * @param timestamp the time of the event, which is truncated to microseconds
	 * @param payload the attributes, of the class {@link EventType#payloadType()}
	 * @throws EventSourcingException if the payload is of another class, or is a record
	 * that contains another id or time than the event
	 */
	public DomainEvent(EventType type, UUID originatorId, long originatorVersion, Instant timestamp, Object payload) {
		this.type = Objects.requireNonNull(type, "type");
		this.originatorId = Objects.requireNonNull(originatorId, "originatorId");
		this.originatorVersion = originatorVersion;
		this.timestamp = Objects.requireNonNull(timestamp, "timestamp").truncatedTo(ChronoUnit.MICROS);
		this.payload = type.handler().frozen(Objects.requireNonNull(payload, "payload"), originatorId, this.timestamp);
		this.part = 0;
		this.parts = 1;
		this.metadata = Map.of();
	}

	private DomainEvent(DomainEvent event, int part, int parts, Map<String, String> metadata) {
		this.type = event.type;
		this.originatorId = event.originatorId;
		this.originatorVersion = event.originatorVersion;
		this.timestamp = event.timestamp;
		this.payload = event.payload;
		this.part = part;
		this.parts = parts;
		this.metadata = metadata;
	}

	/** Returns a copy of this event with the given metadata instead of its own. */
	public DomainEvent withMetadata(Map<String, String> values) {
		return new DomainEvent(this, this.part, this.parts, Map.copyOf(values));
	}

	/**
	 * Returns a copy of this event whose metadata is determined when it is used for the
	 * first time.
	 * @param values returns the metadata; it may be called more than once
	 */
	public DomainEvent withMetadata(Supplier<Map<String, String>> values) {
		return new DomainEvent(this, this.part, this.parts, new LazyMetadata(values));
	}

	/**
	 * Returns a copy of this event as one of several into which a stored event was split.
	 * @param number the number of the part, beginning with 0
	 * @param count the number of all parts
	 */
	public DomainEvent withPart(int number, int count) {
		if (number < 0 || number >= count) {
			throw new IllegalArgumentException("There is no part %d of %d".formatted(number, count));
		}
		return new DomainEvent(this, number, count, this.metadata);
	}

	/** The type of the event. */
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

	/** The version of the aggregate after the event. */
	public long originatorVersion() {
		return this.originatorVersion;
	}

	/** The time of the event, with a precision of microseconds. */
	public Instant timestamp() {
		return this.timestamp;
	}

	/** The attributes of the event: a record, or {@link EventArguments}. */
	public Object payload() {
		return this.payload;
	}

	/**
	 * Returns the number of this event among those into which upcasting has split a
	 * stored event, beginning with 0. All of them have the version and the notification
	 * id of the stored event.
	 */
	public int part() {
		return this.part;
	}

	/**
	 * Returns the number of events into which upcasting has split the stored event; 1 if
	 * it was not split.
	 */
	public int parts() {
		return this.parts;
	}

	/**
	 * Returns information about the event beyond its attributes, such as who caused it:
	 * an unmodifiable map, empty by default. It is not compared by
	 * {@link #equals(Object)}, and the body that applies the event cannot access it.
	 */
	public Map<String, String> metadata() {
		return this.metadata;
	}

	/** Returns this event without its metadata, which is not determined for that. */
	DomainEvent withoutMetadata() {
		return (this.metadata instanceof LazyMetadata || !this.metadata.isEmpty()) ? withMetadata(Map.of()) : this;
	}

	/**
	 * Applies the event to its aggregate.
	 * @param aggregate the aggregate before the event; null for its first event, which
	 * creates it
	 * @return the aggregate after the event: the given instance, or the created one
	 * @throws OriginatorIdException if the event belongs to another aggregate, which is
	 * then unchanged
	 * @throws OriginatorVersionException if the event is not the next one of the
	 * aggregate, which is then unchanged
	 * @throws EventSourcingException if the body of the event throws a checked exception.
	 * Unchecked ones are thrown as they are.
	 */
	@SuppressWarnings("unchecked")
	public <A extends Aggregate> A mutate(@Nullable A aggregate) {
		try {
			if (aggregate == null) {
				return (A) AggregateCreation.create(this);
			}
			aggregate.lifecycle.replay(aggregate, this);
			return aggregate;
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			// Only the method that has triggered the event declares it
			throw new EventSourcingException(describe() + " cannot be applied again, because its body has thrown "
					+ ex.getClass().getName() + ". Let the body only change state.", ex);
		}
	}

	@Override
	public List<DomainEvent> pendingEvents() {
		return List.of(this);
	}

	@Override
	public List<DomainEvent> collectEvents() {
		return List.of(this);
	}

	/**
	 * Returns a description of the event for messages. It does not contain the
	 * attributes, which may be personal data.
	 */
	String describe() {
		return "The event %s, version %d of the aggregate %s,".formatted(this.type, this.originatorVersion,
				this.originatorId);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || other instanceof DomainEvent that && this.type == that.type
				&& this.originatorId.equals(that.originatorId) && this.originatorVersion == that.originatorVersion
				&& this.part == that.part && this.parts == that.parts && this.timestamp.equals(that.timestamp)
				&& this.payload.equals(that.payload);
	}

	@Override
	public int hashCode() {
		return 31 * this.originatorId.hashCode() + Long.hashCode(this.originatorVersion);
	}

	/**
	 * Returns a string with all components of the event, including its attributes, for
	 * tests and debugging. Attributes may be personal data that must not be logged.
	 */
	@Override
	public String toString() {
		return this.type + "[originatorId=" + this.originatorId + ", originatorVersion=" + this.originatorVersion
				+ ", timestamp=" + this.timestamp + ", payload=" + AttributesText.of(this.payload) + "]";
	}

}
