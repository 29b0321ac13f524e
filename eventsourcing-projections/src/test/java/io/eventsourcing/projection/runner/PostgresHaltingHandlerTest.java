package io.eventsourcing.projection.runner;

import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.testsupport.JavaProcess;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** An event whose handler makes the process die. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresHaltingHandlerTest {

	private final TestDatabase database = PostgresServer.shared().createDatabase();

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

	@Test
	void theEventIsParkedAfterThreeDeathsAndAllOthersAreHandled() {
		List<Long> before = teach("sit", "beg");
		List<Long> fatal = teach("fetch", "halt", "roll over");
		List<Long> after = teach("sit", "beg");
		for (int death = 1; death <= 3; death++) {
			JavaProcess process = HaltingProgram.run(this.database);
			assertThat(process.exitCode()).as("%d: %s", death, process.output()).isEqualTo(HaltingProgram.HALTED);
		}
		JavaProcess last = HaltingProgram.run(this.database);
		assertThat(last.exitCode()).as(last.output()).isZero();
		List<ParkedEvent> parked = this.store.parkedEvents().find(ConsumerId.ofOwnLog(HaltingProgram.NAME));
		assertThat(parked).extracting(ParkedEvent::notificationId).containsExactly(fatal.get(1), fatal.get(2));
		assertThat(parked.get(0).attempts()).isEqualTo(3);
		assertThat(parked.get(0).cause()).contains("the processes that handled it have died");
		assertThat(this.store.read(HaltingProgram.NAME)).containsExactly(before.get(0), before.get(1), fatal.get(0),
				after.get(0), after.get(1));
	}

}
