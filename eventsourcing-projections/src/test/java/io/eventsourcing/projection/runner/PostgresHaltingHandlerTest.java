package io.eventsourcing.projection.runner;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.projection.StoreDatabases;
import io.eventsourcing.testsupport.JavaProcess;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** An event whose handler makes the process die. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresHaltingHandlerTest {

	private static final ConsumerId HALTING = ConsumerId.ofOwnLog(HaltingProgram.NAME);

	private final TestDatabase database = StoreDatabases.postgres();

	private final JdbcProjectionStore store = new JdbcProjectionStore(this.database.dataSource());

	@AfterEach
	void close() {
		this.store.close();
	}

	private List<Long> teach(String... tricks) {
		Dog dog = new Dog("Fido");
		List.of(tricks).forEach(dog::addTrick);
		return this.store.save(dog).stream().skip(1).map(Recording::notificationId).toList();
	}

	private int run() {
		JavaProcess process = HaltingProgram.run(this.database);
		assertThat(process.exitCode()).as(process.output()).isIn(0, HaltingProgram.HALTED);
		return process.exitCode();
	}

	private List<ParkedEvent> parked() {
		return this.store.parkedEvents().find(HALTING);
	}

	@Test
	void theEventIsParkedAfterThreeDeathsAndAllOthersAreHandled() {
		List<Long> before = teach("sit", "beg");
		List<Long> fatal = teach("fetch", "halt", "roll over");
		List<Long> after = teach("sit", "beg");
		assertThat(List.of(run(), run(), run())).containsOnly(HaltingProgram.HALTED);
		assertThat(run()).isZero();
		List<ParkedEvent> parked = parked();
		assertThat(parked).extracting(ParkedEvent::notificationId).containsExactly(fatal.get(1), fatal.get(2));
		assertThat(parked.get(0).attempts()).isEqualTo(3);
		assertThat(parked.get(0).cause()).contains("the processes that handled it have died");
		assertThat(this.store.read(HaltingProgram.NAME)).containsExactly(before.get(0), before.get(1), fatal.get(0),
				after.get(0), after.get(1));
	}

	/** Otherwise, all processes would die until somebody deletes the request. */
	@Test
	void aRetryOfTheEventDoesNotMakeAllProcessesDie() {
		long halt = teach("halt").get(0);
		long sit = teach("sit").get(0);
		this.store.tracking().register(HALTING, 0);
		TrackedPosition start = this.store.tracking().find(HALTING).orElseThrow().position();
		this.store.tracking()
			.advance(start, sit, () -> this.store.parkedEvents().park(HALTING, List.of(failed(halt), failed(sit))));
		this.store.parkedEvents().requestRetry(HALTING, null);
		assertThat(List.of(run(), run())).containsOnly(HaltingProgram.HALTED);
		assertThat(run()).isZero();
		assertThat(parked()).extracting(ParkedEvent::notificationId).containsExactly(halt);
		assertThat(parked().get(0).request()).isNull();
		assertThat(parked().get(0).cause()).contains("The process has died while it handled the event again");
		assertThat(this.store.read(HaltingProgram.NAME)).containsExactly(sit);
	}

	private static NewParkedEvent failed(long id) {
		return new NewParkedEvent(id, "Dog.TrickAdded", new UUID(0, id), 3, "broken");
	}

}
