package io.eventsourcing.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thread becomes the leader just after another one, which did not wait, has read the
 * new events: nothing is signalled any more, so the leader must see that by itself.
 */
class NewLeaderTest {

	/** Without the comparison, the threads missed each other within 40,000 rounds. */
	private static final int ROUNDS = 100_000;

	private final NewEvents newEvents = new NewEvents(Duration.ofHours(1), Duration.ofHours(1));

	private final AtomicLong head = new AtomicLong();

	private final AtomicLong tail = new AtomicLong();

	private final AtomicLong seen = new AtomicLong();

	private final Waiter waiter = new Waiter();

	private final Thread follower = new Thread(this::follow);

	@AfterEach
	void stop() throws InterruptedException {
		this.waiter.close();
		this.follower.join();
	}

	@Test
	void aNewLeaderSeesWhatWasReadBefore() {
		this.follower.start();
		for (long id = 1; id <= ROUNDS; id++) {
			this.head.set(id);
			this.newEvents.signal();
			this.newEvents.readIfDue(this::read);
			awaitSeen(id);
		}
	}

	private void awaitSeen(long id) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while (this.seen.get() < id) {
			assertThat(deadline - System.nanoTime()).as("time left until event %d is seen", id).isPositive();
			Thread.onSpinWait();
		}
	}

	private boolean read() {
		long last = this.head.get();
		return this.tail.getAndSet(last) < last;
	}

	private void follow() {
		while (!this.waiter.isClosed()) {
			this.newEvents.mark(this.waiter);
			long last = this.tail.get();
			if (last > this.seen.get()) {
				this.seen.set(last);
			}
			else {
				this.newEvents.await(this.waiter, this::read);
			}
		}
	}

}
