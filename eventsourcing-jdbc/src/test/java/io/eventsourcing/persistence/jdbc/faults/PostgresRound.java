package io.eventsourcing.persistence.jdbc.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.eventsourcing.persistence.jdbc.faults.proxy.FaultProxy;
import io.eventsourcing.testsupport.PostgresServer;

/** Two processes that reach PostgreSQL through a proxy. */
final class PostgresRound implements FaultRound {

	private static final int WRITERS = 4;

	private final FaultProxy proxy;

	private final Scenario scenario;

	private final FaultSite site;

	PostgresRound(PostgresServer server, Random random) {
		Target direct = Target.of(server.createDatabase());
		this.proxy = FaultProxy.before(direct.port());
		this.scenario = new Scenario(direct, direct.behind(this.proxy.port()));
		this.site = new FaultSite(this.scenario, server, this.proxy, random);
		this.scenario.process("a", WRITERS, "s-a", "p-a");
		this.scenario.process("b", WRITERS, "s-b", "p-b");
	}

	@Override
	public Scenario scenario() {
		return this.scenario;
	}

	@Override
	public List<Fault> faults() {
		return Arrays.stream(PostgresFault.values())
			.map((each) -> new Fault(each.name(), () -> each.strike(this.site)))
			.toList();
	}

	@Override
	public void close() {
		this.scenario.close();
		this.proxy.close();
	}

}
