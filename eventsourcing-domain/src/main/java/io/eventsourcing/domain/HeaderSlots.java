package io.eventsourcing.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The positions, among the arguments of a call or the components of a record, of the
 * values that the header of the event contains: the id of the aggregate and the time of
 * the event. They are not stored as attributes.
 *
 * @param id the position of the id, or -1
 * @param time the position of the time, or -1
 * @param names the names of all parameters or components
 */
record HeaderSlots(int id, int time, List<String> names) {

	/** Returns the positions, or null if there are only attributes. */
	static @Nullable HeaderSlots of(List<MemberDescription.Role> roles, List<String> names) {
		int id = roles.indexOf(MemberDescription.Role.AGGREGATE_ID);
		int time = roles.indexOf(MemberDescription.Role.EVENT_TIME);
		return (id < 0 && time < 0) ? null : new HeaderSlots(id, time, names);
	}

	/** Returns the positions of the attributes, in order. */
	List<Integer> attributes() {
		return IntStream.range(0, this.names.size()).filter(this::isAttribute).boxed().toList();
	}

	/** Returns the names of the attributes, in order. */
	List<String> attributeNames() {
		return attributes().stream().map(this.names::get).toList();
	}

	boolean isAttribute(int position) {
		return position != this.id && position != this.time;
	}

	/** Returns the attributes among all values. */
	@Nullable Object[] attributesOf(@Nullable Object[] values) {
		List<@Nullable Object> attributes = new ArrayList<>(values.length);
		for (int i = 0; i < values.length; i++) {
			if (isAttribute(i)) {
				attributes.add(values[i]);
			}
		}
		return attributes.toArray();
	}

	/** Returns all values: the attributes and the header of the event. */
	@Nullable Object[] join(@Nullable Object[] attributes, UUID aggregateId, Instant eventTime) {
		@Nullable Object[] values = new @Nullable Object[this.names.size()];
		int next = 0;
		for (int i = 0; i < values.length; i++) {
			values[i] = (i == this.id) ? aggregateId : (i == this.time) ? eventTime : attributes[next++];
		}
		return values;
	}

	@Nullable UUID idOf(@Nullable Object[] values) {
		return (this.id >= 0) ? (UUID) values[this.id] : null;
	}

	@Nullable Instant timeOf(@Nullable Object[] values) {
		return (this.time >= 0) ? (Instant) values[this.time] : null;
	}

	/**
	 * Returns the time of a new event: the given one, or the present. Replaces the given
	 * one by it.
	 */
	Instant determineTime(@Nullable Object[] values) {
		Instant determined = EventClock.timeOr(timeOf(values));
		if (this.time >= 0) {
			values[this.time] = determined;
		}
		return determined;
	}

	/**
	 * Checks that the values agree with the header of their event.
	 * @throws EventSourcingException if they do not
	 */
	void check(@Nullable Object[] values, UUID aggregateId, Instant eventTime, String event) {
		if (this.id >= 0 && !aggregateId.equals(values[this.id])) {
			throw new EventSourcingException(
					"The event %s has %s as the id of its aggregate ('%s'), but that id is %s: the constructor must pass the given id to super(..), and methods must use id()"
						.formatted(event, values[this.id], this.names.get(this.id), aggregateId));
		}
		if (this.time >= 0 && !eventTime.equals(values[this.time])) {
			throw new EventSourcingException(
					"The event %s has %s as its time ('%s'), but that time is %s: the constructor must pass the given time to super(..); a record that it passes must contain a time in microseconds, not null"
						.formatted(event, values[this.time], this.names.get(this.time), eventTime));
		}
	}

}
