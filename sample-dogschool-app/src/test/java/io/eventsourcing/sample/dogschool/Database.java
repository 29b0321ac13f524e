package io.eventsourcing.sample.dogschool;

import java.nio.file.Path;
import java.util.List;

/** Where a test keeps its events. */
interface Database {

	/** Makes a database; returns the properties with which an application uses it. */
	List<String> createDatabase(Path directory);

}
