package io.eventsourcing.autoconfigure.observation;

import io.eventsourcing.domain.Internal;

/** Counts saved events. Meters may be absent, so that this package does not know them. */
@Internal
@FunctionalInterface
public interface SaveCounter {

	/** Counts an event of an aggregate with this name. */
	void increment(String aggregate);

}
