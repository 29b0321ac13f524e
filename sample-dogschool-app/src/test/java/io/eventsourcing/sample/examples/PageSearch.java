package io.eventsourcing.sample.examples;

import java.util.List;
import java.util.UUID;

interface PageSearch {

	/** Returns the ids of the pages that contain all of the words. */
	List<UUID> find(String words);

}
