package io.eventsourcing.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.upcasting.Upcaster;

/**
 * The aggregate classes that were found at start-up.
 *
 * @param packages the packages that were scanned
 * @param types the classes, in the order in which they were found
 */
record ScannedAggregates(List<String> packages, Set<Class<? extends Aggregate>> types) {

	/**
	 * Registers and checks the classes, so that a fault in one of them is reported at
	 * start-up, and stored events can be read from the beginning.
	 */
	Topics register(Transcoder transcoder, List<Upcaster> upcasters, Map<String, String> aliases) {
		Topics topics = new Topics(upcasters, aliases);
		for (Class<? extends Aggregate> type : this.types) {
			topics.register(type);
			transcoder.validate(type);
		}
		topics.verify();
		return topics;
	}

}
