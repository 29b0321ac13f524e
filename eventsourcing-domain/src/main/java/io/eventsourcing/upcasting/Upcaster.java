package io.eventsourcing.upcasting;

import java.util.Set;

/**
 * A step that brings a stored event to its next version when it is read, as a bean; see
 * {@link Upcast} for static methods. Implementations must be thread-safe.
 * <p>
 * The result must depend on the event alone: a step that uses data that may change also
 * changes history.
 */
public interface Upcaster {

	/** Returns the full current name of the event, such as {@code Dog.TrickAdded}. */
	String event();

	/** Returns the version to which the step applies, at least 1. */
	int from();

	/**
	 * Returns the event in its next version, the events into which it is split, or none.
	 * @param event the attributes, which may be changed
	 */
	Upcasted upcast(EventData event);

	/**
	 * Returns the names, within their aggregate class, of the events into which the event
	 * may be split.
	 */
	default Set<String> becomes() {
		return Set.of();
	}

}
