package io.eventsourcing.upcasting;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The result of an upcasting step that may split or drop an event. Immutable, except for
 * the data.
 */
public final class Upcasted {

	private static final Upcasted NOTHING = new Upcasted(List.of());

	private final List<Part> parts;

	private Upcasted(List<Part> parts) {
		this.parts = parts;
	}

	/** Returns the event in its next version. */
	public static Upcasted same(EventData event) {
		return new Upcasted(List.of(new Part("", 0, event)));
	}

	/**
	 * Returns another event of the same aggregate.
	 * @param event the name of the event within its aggregate class, which the step
	 * declares by {@link Upcast#becomes} or {@link Upcaster#becomes}
	 * @param version the version of that event that the data corresponds to, at least 1
	 * @param data the attributes
	 */
	public static Upcasted into(String event, int version, EventData data) {
		return new Upcasted(List.of(Part.of(event, version, data)));
	}

	/**
	 * Returns no event: the stored event is skipped when the aggregate is rebuilt and
	 * when the log is followed. The first event of an aggregate cannot be dropped.
	 */
	public static Upcasted nothing() {
		return NOTHING;
	}

	/** Returns this result, followed by another event, as in {@link #into}. */
	public Upcasted and(String event, int version, EventData data) {
		List<Part> all = new ArrayList<>(this.parts);
		all.add(Part.of(event, version, data));
		return new Upcasted(List.copyOf(all));
	}

	/** Returns the events, in order. */
	public List<Part> parts() {
		return this.parts;
	}

	/**
	 * One of the events that a step returns.
	 *
	 * @param event the name of the event; empty for the event to which the step applies
	 * @param version the version that the data corresponds to; 0 for the next version of
	 * the event to which the step applies
	 * @param data the attributes
	 */
	public record Part(String event, int version, EventData data) {

		public Part {
			Objects.requireNonNull(event, "event");
			Objects.requireNonNull(data, "data");
		}

		private static Part of(String event, int version, EventData data) {
			if (event.isEmpty() || version < 1) {
				throw new IllegalArgumentException(
						"An event needs a name and a version of at least 1, not '%s' and %d".formatted(event, version));
			}
			return new Part(event, version, data);
		}

	}

}
