package io.eventsourcing.sample.processes;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.test.ProcessScenario;
import org.junit.jupiter.api.Test;

/** The example of a process application on the page about testing. */
class TrickCountersTest {

	@Test
	void aCounterIsStartedOnce() {
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		Dog rex = new Dog("Rex");
		rex.addTrick("roll over");
		ProcessScenario.of(new TrickCounters(Infrastructure.inMemory()))
			.given(fido)
			.when(rex)
			.then("TrickCounter.Incremented")
			.thenState((counters) -> counters.count("roll over"), 2);
	}

}
