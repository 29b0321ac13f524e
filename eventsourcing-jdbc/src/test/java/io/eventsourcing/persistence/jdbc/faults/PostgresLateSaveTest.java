package io.eventsourcing.persistence.jdbc.faults;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.jdbc.faults.history.EventKey;
import io.eventsourcing.persistence.jdbc.faults.history.Journal;
import io.eventsourcing.persistence.jdbc.faults.proxy.FaultProxy;
import io.eventsourcing.persistence.jdbc.faults.proxy.Mishap;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What {@code contains} answers while a save is on its way, in the network or in a
 * session that has received and not begun it. After a no, the save must not be stored any
 * more.
 */
class PostgresLateSaveTest {

	private static final String HIT = "hit";

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String SESSION = """
			select pid from pg_stat_activity where client_port = %d and datname = current_database()
			""";

	private final List<StoredEvent> events = Events.marked(events(UUID.randomUUID(), 1, 2), HIT);

	private Target direct;

	private FaultProxy proxy;

	private Scenario scenario;

	private Instance instance;

	@BeforeEach
	void open() throws Exception {
		this.direct = Target.of(PostgresServer.shared().createDatabase());
		this.proxy = FaultProxy.before(this.direct.port());
		this.scenario = new Scenario(this.direct, this.direct.behind(this.proxy.port()));
		this.instance = this.scenario.instance("app");
		assertThat(this.scenario.saver(this.instance, "app").save("before", events(UUID.randomUUID(), 1, 1))).isTrue();
		this.proxy.onRequest(HIT, Mishap.REQUEST_LATE);
		assertThatExceptionOfType(SaveOutcomeUnknownException.class)
			.isThrownBy(() -> this.instance.recorder().insertEvents(Append.of(this.events)));
		this.proxy.awaitMishap();
	}

	@AfterEach
	void close() {
		this.scenario.close();
		this.proxy.close();
	}

	@Test
	void aSaveThatIsInTheNetwork() throws Exception {
		List<Long> session = sessionOfHit();
		ask();
		this.proxy.release();
		awaitEnd(session);
		this.scenario.check();
	}

	@Test
	void aSaveThatTheServerHasNotBegun() throws Exception {
		List<Long> session = sessionOfHit();
		session.forEach((pid) -> Signals.send("STOP", pid));
		try {
			this.proxy.release();
			await().until(this.proxy::isHitEnded);
			ask();
		}
		finally {
			session.forEach((pid) -> Signals.send("CONT", pid));
		}
		awaitEnd(session);
		this.scenario.check();
	}

	private List<Long> sessionOfHit() {
		List<Long> session = new JdbcTemplate(this.direct.dataSource())
			.queryForList(SESSION.formatted(this.proxy.portOfHit()), Long.class);
		assertThat(session).hasSize(1);
		return session;
	}

	private void awaitEnd(List<Long> session) {
		await().until(this.proxy::isHitEnded);
		await().until(() -> session.stream().noneMatch((pid) -> ProcessHandle.of(pid).isPresent()));
	}

	/** A no is put into the history as what it says: nothing is saved. */
	private void ask() throws InterruptedException {
		Journal journal = this.scenario.history().journal("app");
		journal.begun(HIT, EventKey.of(this.events));
		journal.unknown(HIT, "lost");
		if (Bounded.call("contains", LIMIT, this::isKnownNotToBeStored)) {
			journal.notContained(HIT);
			journal.failed(HIT, "givenUp");
		}
	}

	private boolean isKnownNotToBeStored() {
		try {
			return !Events.areStored(this.instance.recorder(), this.events);
		}
		catch (SaveOutcomeUnknownException ex) {
			return false;
		}
	}

}
