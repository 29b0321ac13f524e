package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.eventsourcing.domain.EventSourcingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class TurnsTest {

	private final Turns turns = new Turns();

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Thread> threads = new ArrayList<>();

	@AfterEach
	void noAggregateIsRemembered() throws InterruptedException {
		this.end.countDown();
		for (Thread thread : this.threads) {
			thread.join();
		}
		assertThat(this.turns.size()).isZero();
	}

	@Test
	void threadsTakeTurnsInTheOrderInWhichTheyCame() throws InterruptedException {
		takeUntilTheEnd(this.fido);
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		for (int i = 1; i <= 5; i++) {
			int number = i;
			awaitQueued(start(() -> {
				for (int turn = 0; turn < 20; turn++) {
					this.turns.take(this.fido, () -> order.add(number));
				}
			}));
		}
		this.end.countDown();
		for (Thread thread : this.threads) {
			thread.join();
		}
		assertThat(order).hasSize(100).startsWith(1, 2, 3, 4, 5);
		IntStream.rangeClosed(1, 5).forEach((number) -> assertThat(Collections.frequency(order, number)).isEqualTo(20));
	}

	/** A thread that waits in vain goes on after ten seconds. */
	@Test
	@Timeout(5)
	void anotherAggregateIsNotWaitedFor() {
		takeUntilTheEnd(this.fido);
		assertThat(this.turns.<String>take(this.rex, () -> "done")).isEqualTo("done");
	}

	@Test
	void aFailureEndsTheTurn() throws Exception {
		CompletableFuture<String> next = new CompletableFuture<>();
		assertThatIllegalStateException().isThrownBy(() -> this.turns.take(this.fido, () -> {
			awaitQueued(start(() -> this.turns.take(this.fido, () -> next.complete("done"))));
			throw new IllegalStateException();
		}));
		assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("done");
	}

	@Test
	void aThreadWithATurnDoesNotWaitForAnotherOne() throws Exception {
		CountDownLatch bothHaveATurn = new CountDownLatch(2);
		CompletableFuture<String> one = take(this.fido, this.rex, bothHaveATurn);
		CompletableFuture<String> two = take(this.rex, this.fido, bothHaveATurn);
		assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo("done");
		assertThat(two.get(5, TimeUnit.SECONDS)).isEqualTo("done");
	}

	private CompletableFuture<String> take(UUID first, UUID second, CountDownLatch bothHaveATurn) {
		CompletableFuture<String> result = new CompletableFuture<>();
		start(() -> this.turns.take(first, () -> {
			bothHaveATurn.countDown();
			pass(bothHaveATurn);
			return this.turns.take(second, () -> result.complete("done"));
		}));
		return result;
	}

	@Test
	void aWaitIsInterrupted() throws Exception {
		takeUntilTheEnd(this.fido);
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread waiting = start(() -> {
			assertThatExceptionOfType(EventSourcingException.class)
				.isThrownBy(() -> this.turns.take(this.fido, () -> true))
				.withMessageContaining("Interrupted")
				.withMessageContaining(this.fido.toString());
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		awaitQueued(waiting);
		waiting.interrupt();
		assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
	}

	/** Another thread has the turn when this returns. */
	private void takeUntilTheEnd(UUID id) {
		CountDownLatch taken = new CountDownLatch(1);
		start(() -> this.turns.take(id, () -> {
			taken.countDown();
			pass(this.end);
			return true;
		}));
		pass(taken);
	}

	private Thread start(Runnable action) {
		Thread thread = new Thread(action);
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	private static void awaitQueued(Thread thread) {
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
	}

	private static void pass(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
