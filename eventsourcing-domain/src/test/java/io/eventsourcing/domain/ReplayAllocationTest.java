package io.eventsourcing.domain;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.eventsourcing.dogs.Dog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Most of the work of an application is to replay events. */
class ReplayAllocationTest {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final int EVENTS = 1000;

	/** The text of a message alone has several hundred bytes. */
	@Test
	void noMessagesAreCreatedForEventsThatCanBeApplied() {
		Dog dog = new Dog("Fido");
		for (int i = 1; i < EVENTS; i++) {
			dog.addTrick("roll over");
		}
		List<DomainEvent> events = dog.collectEvents();
		Replays.replay(events);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		Replays.replay(events);
		long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
		assertThat(allocated / EVENTS).isPositive().isLessThan(200);
	}

}
