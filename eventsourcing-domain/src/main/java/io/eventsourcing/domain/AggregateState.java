package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares the state of aggregates. For use by this library only.
 */
@Internal
public final class AggregateState {

	private AggregateState() {
	}

	/**
	 * Returns the names of the parts in which two objects of one aggregate differ,
	 * compared as {@link Aggregate#equals} does: the fields of the class, and
	 * {@code version}, {@code createdOn} and {@code modifiedOn}.
	 */
	public static List<String> differences(Aggregate one, Aggregate other) {
		List<String> differences = new ArrayList<>();
		if (one.version() != other.version()) {
			differences.add("version");
		}
		if (!one.createdOn().equals(other.createdOn())) {
			differences.add("createdOn");
		}
		if (!one.modifiedOn().equals(other.modifiedOn())) {
			differences.add("modifiedOn");
		}
		differences.addAll(one.lifecycle.model.state().differences(one, other));
		return differences;
	}

}
