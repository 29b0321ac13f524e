package io.eventsourcing.persistence.recorder;

import org.jspecify.annotations.Nullable;

/**
 * Selects events of one aggregate by version. A range starts as {@link #all()} and is
 * narrowed down: {@code EventRange.all().after(3).limit(10)}. Immutable.
 *
 * @param after the version above which events are selected, at least 0
 * @param upTo the last version that is selected; the range is empty if it equals
 * {@code after}
 * @param limit the maximum number of events, at least 1
 * @param descending whether the latest version comes first
 * @param metadata whether the metadata of the events is read
 * @param expectedType the name that the aggregate's class probably has in the events, or
 * null
 */
public record EventRange(long after, long upTo, int limit, boolean descending, boolean metadata,
		@Nullable String expectedType) {

	private static final EventRange ALL = new EventRange(0, Long.MAX_VALUE, Integer.MAX_VALUE, false, true, null);

	/**
	 * @throws IllegalArgumentException if {@code after} is negative, {@code upTo} is
	 * below {@code after}, or the limit is below 1
	 */
	public EventRange {
		if (after < 0) {
			throw new IllegalArgumentException(
					"The version after which a range of events begins must be at least 0, not " + after);
		}
		if (upTo < after) {
			throw new IllegalArgumentException("A range of events ends before it begins: it is after version " + after
					+ " and up to version " + upTo);
		}
		if (limit < 1) {
			throw new IllegalArgumentException("The limit of a range of events must be positive, not " + limit);
		}
	}

	/** Selects all events, the first version first. */
	public static EventRange all() {
		return ALL;
	}

	/**
	 * Returns this range without the versions up to and including the given one.
	 * @param version at least 0, and not above {@link #upTo()}
	 */
	public EventRange after(long version) {
		return new EventRange(version, this.upTo, this.limit, this.descending, this.metadata, this.expectedType);
	}

	/**
	 * Returns this range without the versions above the given one.
	 * @param version not below {@link #after()}
	 */
	public EventRange upTo(long version) {
		return new EventRange(this.after, version, this.limit, this.descending, this.metadata, this.expectedType);
	}

	/**
	 * Returns this range with a maximum number of events.
	 * @param count at least 1
	 */
	public EventRange limit(int count) {
		return new EventRange(this.after, this.upTo, count, this.descending, this.metadata, this.expectedType);
	}

	/** Returns this range in descending order of versions. */
	public EventRange latestFirst() {
		return new EventRange(this.after, this.upTo, this.limit, true, this.metadata, this.expectedType);
	}

	/**
	 * Returns this range without the metadata of the events, which is null then, as if
	 * none were stored. Rebuilding an aggregate does not need it.
	 */
	public EventRange withoutMetadata() {
		return new EventRange(this.after, this.upTo, this.limit, this.descending, false, this.expectedType);
	}

	/**
	 * Returns this range with the name that the aggregate's class probably has in the
	 * events. It selects the same events, whatever their names are; a recorder may read
	 * them faster.
	 * @param originatorType the name of the class in the store, such as {@code Dog}
	 */
	public EventRange expecting(String originatorType) {
		return new EventRange(this.after, this.upTo, this.limit, this.descending, this.metadata, originatorType);
	}

}
