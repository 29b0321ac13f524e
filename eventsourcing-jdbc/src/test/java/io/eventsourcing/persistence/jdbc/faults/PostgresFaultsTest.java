package io.eventsourcing.persistence.jdbc.faults;

import java.util.Random;

import io.eventsourcing.persistence.jdbc.faults.proxy.FaultProxy;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One kind of fault, while two processes save and follow. */
class PostgresFaultsTest {

	private static PostgresServer server;

	private FaultProxy proxy;

	private Scenario scenario;

	@BeforeAll
	static void startServer() {
		server = PostgresServer.startPrivate();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void open() {
		Target direct = Target.of(server.createDatabase());
		this.proxy = FaultProxy.before(direct.port());
		this.scenario = new Scenario(direct, direct.behind(this.proxy.port()));
		this.scenario.process("a", 4, "s-a", "p-a");
		this.scenario.process("b", 4, "s-b", "p-b");
		this.scenario.awaitSaves("the start");
	}

	@AfterEach
	void close() {
		this.scenario.close();
		this.proxy.close();
	}

	@ParameterizedTest
	@EnumSource
	void theStoreGoesOn(PostgresFault fault) throws Exception {
		fault.strike(new FaultSite(this.scenario, server, this.proxy, new Random(1)));
		this.scenario.awaitSaves(fault.name());
		this.scenario.check();
	}

}
