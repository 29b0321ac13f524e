package io.eventsourcing.persistence.jdbc.faults;

import java.time.Duration;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.faults.proxy.FaultProxy;
import io.eventsourcing.persistence.jdbc.faults.proxy.Mishap;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

/** One save, and what networks do to it. */
class PostgresNetworkFaultsTest {

	private static final String HIT = "hit";

	private static final Duration LIMIT = Duration.ofSeconds(15);

	private final UUID fido = UUID.randomUUID();

	private FaultProxy proxy;

	private Scenario scenario;

	private Saver saver;

	@BeforeEach
	void open() {
		Target direct = Target.of(PostgresServer.shared().createDatabase());
		this.proxy = FaultProxy.before(direct.port());
		this.scenario = new Scenario(direct, direct.behind(this.proxy.port()));
		Instance instance = this.scenario.instance("app");
		this.scenario.follow(instance, "s1");
		this.scenario.follow(instance, "p1");
		this.saver = this.scenario.saver(instance, "app");
		assertThat(this.saver.save("before", events(this.fido, 1, 2)))
			.as(() -> this.scenario.history().counts().toString())
			.isTrue();
	}

	@AfterEach
	void close() {
		this.proxy.close();
		this.scenario.close();
	}

	private boolean save(String name, long first, long last) throws InterruptedException {
		return Bounded.call(name, LIMIT, () -> this.saver.save(name, events(this.fido, first, last)));
	}

	private void saveIsHitBy(Mishap mishap) throws Exception {
		this.proxy.onRequest(HIT, mishap);
		assertThat(save(HIT, 3, 5)).as(() -> this.scenario.history().counts().toString()).isTrue();
		this.proxy.awaitMishap();
		assertThat(save("after", 6, 6)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "REQUEST_LOST", "REQUEST_TORN" })
	void aSaveThatDidNotReachTheServerIsSavedAgain(Mishap mishap) throws Exception {
		saveIsHitBy(mishap);
		assertThat(this.scenario.check()).hasSize(7);
		assertThat(this.scenario.history().count("not contained")).isOne();
		assertThat(this.scenario.history().count("stored")).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource(names = { "ANSWER_LOST", "ANSWER_TORN", "CLIENT_LOST" })
	void aSaveThatReachedTheServerIsFound(Mishap mishap) throws Exception {
		saveIsHitBy(mishap);
		assertThat(this.scenario.check()).hasSize(7);
		assertThat(this.scenario.history().count("contained")).isOne();
	}

	@Test
	void aSaveThatReachesTheServerLateIsNotStoredTwice() throws Exception {
		saveIsHitBy(Mishap.REQUEST_LATE);
		this.proxy.release();
		assertThat(this.scenario.check()).hasSize(7);
	}

	@Test
	void aServerThatNoLongerAnswersDoesNotStopTheStore() throws Exception {
		saveIsHitBy(Mishap.SILENCE);
		this.proxy.cut();
		assertThat(this.scenario.check()).hasSize(7);
	}

}
