package io.eventsourcing.persistence.jdbc.faults;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All kinds of faults on an H2 file. */
class H2FaultsTest {

	@TempDir
	private Path directory;

	@Test
	void theStoreSurvivesAllKindsOfFaults() throws Exception {
		new FaultRun("H2 file").run((random) -> new H2Round(this.directory, random));
	}

}
