package io.eventsourcing.persistence.jdbc.faults;

import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.Test;

/** All kinds of faults on PostgreSQL. */
class PostgresFaultsTest {

	@Test
	void theStoreSurvivesAllKindsOfFaults() throws Exception {
		try (PostgresServer server = PostgresServer.startPrivate()) {
			new FaultRun("PostgreSQL").run((random) -> new PostgresRound(server, random));
		}
	}

}
