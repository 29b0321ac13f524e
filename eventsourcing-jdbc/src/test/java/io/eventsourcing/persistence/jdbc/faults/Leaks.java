package io.eventsourcing.persistence.jdbc.faults;

import java.time.Duration;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;
import io.eventsourcing.persistence.jdbc.faults.history.Violations;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/** Finds connections and threads that were not there when this was created. */
final class Leaks {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String CONNECTIONS = """
			select count(*) from pg_stat_activity
			where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
			""";

	private final Target target;

	private final Set<Thread> threads = Thread.getAllStackTraces().keySet();

	Leaks(Target target) {
		this.target = target;
	}

	/** All instances must be closed. */
	void check(Violations violations) {
		if (this.target.isPostgres()) {
			check("connections", this::connections, violations);
		}
		check("threads", () -> newThreads().size(), violations);
	}

	private void check(String what, IntSupplier number, Violations violations) {
		try {
			await().atMost(PATIENCE).until(() -> number.getAsInt() == 0);
		}
		catch (ConditionTimeoutException ex) {
			violations.add(Kind.LEAKED, "%d %s are left; new threads: %s", number.getAsInt(), what, newThreads());
		}
	}

	private int connections() {
		Integer count = new JdbcTemplate(this.target.dataSource()).queryForObject(CONNECTIONS, Integer.class);
		return (count != null) ? count : 0;
	}

	/** Those of the JDK and of the server do not count. */
	private Set<Thread> newThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.threads.contains(thread))
			.filter((thread) -> isOfAnInstance(thread.getName()))
			.collect(Collectors.toSet());
	}

	private static boolean isOfAnInstance(String name) {
		return name.startsWith("eventsourcing") || name.startsWith("HikariPool") || name.contains("writer")
				|| name.contains("follower");
	}

}
