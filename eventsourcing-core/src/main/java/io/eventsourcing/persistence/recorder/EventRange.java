package io.eventsourcing.persistence.recorder;

/**
 * Which events of one aggregate to read, by version, and in which order. Immutable.
 *
 * @param after only versions above this one; 0 for all
 * @param upTo only versions up to and including this one
 * @param limit how many events at the most
 * @param descending whether the latest version comes first
 */
public record EventRange(long after, long upTo, int limit, boolean descending) {

	private static final EventRange ALL = new EventRange(0, Long.MAX_VALUE, Integer.MAX_VALUE, false);

	public EventRange {
		if (limit < 1) {
			throw new IllegalArgumentException("The limit of a range of events must be positive, not " + limit);
		}
	}

	/** All events, the first version first. */
	public static EventRange all() {
		return ALL;
	}

	public EventRange after(long version) {
		return new EventRange(version, this.upTo, this.limit, this.descending);
	}

	public EventRange upTo(long version) {
		return new EventRange(this.after, version, this.limit, this.descending);
	}

	public EventRange limit(int count) {
		return new EventRange(this.after, this.upTo, count, this.descending);
	}

	public EventRange latestFirst() {
		return new EventRange(this.after, this.upTo, this.limit, true);
	}

}
