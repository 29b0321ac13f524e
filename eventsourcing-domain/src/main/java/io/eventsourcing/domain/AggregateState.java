package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what aggregates consist of. For use by this library only.
 */
@Internal
public final class AggregateState {

	private AggregateState() {
	}

	/**
	 * Returns the names of what differs between two objects of one aggregate, compared as
	 * {@link Aggregate#equals} does: fields of its class and {@code version},
	 * {@code createdOn} and {@code modifiedOn}.
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
