package io.eventsourcing.log;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The lead is handed on, whatever happens to the thread that leads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NewEventsTest {

	private final CountDownLatch reading = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void aLeaderThatIsStuckIsReplaced() throws Exception {
		NewEvents events = new NewEvents(Duration.ofHours(1), Duration.ofMillis(50));
		Reader<Boolean> stuck = waiting(events, this::readForLong);
		Reader<Boolean> other = waiting(events, () -> true);
		events.signal();
		assertThat(this.reading.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(other.result()).isTrue();
		assertThat(stuck.isDone()).isFalse();
		Reader<Boolean> next = waiting(events, () -> true);
		this.released.countDown();
		assertThat(stuck.result()).isTrue();
		events.signal();
		assertThat(next.result()).isTrue();
	}

	@Test
	void anErrorOfTheLeaderIsItsOwn() throws Exception {
		NewEvents events = new NewEvents(Duration.ofHours(1), Duration.ofHours(1));
		Reader<Boolean> failing = waiting(events, () -> {
			throw new StackOverflowError("Part of the test");
		});
		Reader<Boolean> other = waiting(events, () -> true);
		events.signal();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(failing::result)
			.withCauseInstanceOf(StackOverflowError.class);
		assertThat(other.result()).isTrue();
	}

	@Test
	void aLeaderThatIsClosedMayNotHaveRead() throws Exception {
		NewEvents events = new NewEvents(Duration.ofHours(1), Duration.ofHours(1));
		Waiter closing = new Waiter();
		Reader<Boolean> leader = waiting(events, closing, () -> {
			closing.close();
			return false;
		});
		Reader<Boolean> other = waiting(events, () -> true);
		events.signal();
		assertThat(leader.result()).isTrue();
		assertThat(other.result()).isTrue();
	}

	@Test
	void aReadThatFindsNothingWakesNobody() throws Exception {
		NewEvents events = new NewEvents(Duration.ofHours(1), Duration.ofHours(1));
		CountDownLatch reads = new CountDownLatch(2);
		Reader<Boolean> reader = waiting(events, () -> {
			reads.countDown();
			return reads.getCount() == 0;
		});
		Reader<Boolean> other = waiting(events, () -> true);
		events.signal();
		await().until(() -> reads.getCount() == 1);
		assertThat(reader.waiting().isDone()).isFalse();
		assertThat(other.isDone()).isFalse();
		events.signal();
		assertThat(reader.result()).isTrue();
		assertThat(other.result()).isTrue();
	}

	private Reader<Boolean> waiting(NewEvents events, NewEvents.SharedRead read) {
		return waiting(events, new Waiter(), read);
	}

	private Reader<Boolean> waiting(NewEvents events, Waiter waiter, NewEvents.SharedRead read) {
		events.mark(waiter);
		return Reader.of(() -> {
			events.await(waiter, read);
			return true;
		}).waiting();
	}

	private boolean readForLong() {
		this.reading.countDown();
		try {
			return this.released.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
