package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.eventsourcing.persistence.jdbc.faults.InstanceProgram.Command;
import io.eventsourcing.persistence.jdbc.faults.proxy.FaultProxy;
import io.eventsourcing.testsupport.PostgresServer;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/**
 * What faults can hit.
 *
 * @param scenario the processes that save and follow
 * @param server their server
 * @param proxy the proxy through which they reach it
 * @param random chooses what is hit, and for how long
 */
record FaultSite(Scenario scenario, PostgresServer server, FaultProxy proxy, Random random) {

	private static final int SHORT_MILLIS = 100;

	private static final int LONG_MILLIS = 1500;

	private static final String PIDS = """
			select pid from pg_stat_activity
			where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
			""";

	private static final String TERMINATE = """
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid()
			""";

	InstanceProcess anyProcess() {
		List<InstanceProcess> processes = this.scenario.processes();
		return processes.get(this.random.nextInt(processes.size()));
	}

	void tellAnyProcess(Command command) throws IOException, InterruptedException {
		anyProcess().obey(command);
	}

	/** Returns the process id of a session of the server. */
	long anySession() {
		List<Long> pids = jdbc().queryForList(PIDS, Long.class);
		return pids.get(this.random.nextInt(pids.size()));
	}

	void terminateAllSessions() {
		jdbc().queryForList(TERMINATE);
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.scenario.direct().dataSource());
	}

	/** Lets the fault last. */
	void last() {
		int millis = SHORT_MILLIS + this.random.nextInt(LONG_MILLIS - SHORT_MILLIS);
		long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
		await().until(() -> System.nanoTime() >= end);
	}

	/** Lets the processes continue for a moment. */
	void pause() {
		long end = System.nanoTime() + Duration.ofMillis(SHORT_MILLIS).toNanos();
		await().until(() -> System.nanoTime() >= end);
	}

}
