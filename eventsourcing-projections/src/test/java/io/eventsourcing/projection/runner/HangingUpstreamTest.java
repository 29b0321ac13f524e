package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.binding.ForeignEvents;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Remote logs whose servers accept requests but do not respond. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingUpstreamTest {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final MemoryProjectionStore store = new MemoryProjectionStore();

	private final MemoryProjectionStore remote = new MemoryProjectionStore();

	private final HangingServer hanging = new HangingServer();

	private ProjectionRunner runner;

	@AfterEach
	void close() {
		this.hanging.released.countDown();
		this.runner.close();
		this.remote.close();
		this.store.close();
	}

	/** Starts a local projection, and more units of each remote log than threads. */
	private void start(int threads, String... upstreams) {
		ProjectionRunnerBuilder builder = this.store.runner()
			.lease(Duration.ofMillis(500))
			.threads(threads)
			.projection("local", this.store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(Recording recording) {
					HangingUpstreamTest.this.store.write("local", recording.notificationId());
				}

			}));
		for (String upstream : upstreams) {
			for (int i = 0; i < 3; i++) {
				builder.projection(ProjectionDefinition.named(upstream + i).follows(upstream).partitions(3),
						ForeignEvents.of(new Object() {

							@EventHandler("Dog.TrickAdded")
							void added() {
							}

						}), new JacksonTranscoder(), ProjectionOptions.DEFAULTS, this.remote.log(), this.hanging);
			}
		}
		this.runner = builder.build();
		this.runner.start();
	}

	private static long teach(ProjectionStore store, String trick) {
		Dog dog = new Dog("Fido");
		dog.addTrick(trick);
		return store.save(dog).get(1).notificationId();
	}

	@ParameterizedTest
	@CsvSource({ "2, 1", "4, 2", "5, 2" })
	void aLogOccupiesAtMostHalfOfTheThreads(int threads, int expected) {
		start(threads, "kennel");
		this.hanging.awaitReads(expected);
		for (String trick : List.of("sit", "beg", "roll over")) {
			assertThat(this.runner.projections().await("local", teach(this.store, trick), SOON)).isTrue();
		}
		assertThat(this.store.read("local")).hasSize(3);
		assertThat(this.hanging.reads()).isEqualTo(expected);
	}

	@Test
	void severalLogsLeaveOneThread() {
		start(4, "kennel", "shelter", "school");
		this.hanging.awaitReads(3);
		assertThat(this.runner.projections().await("local", teach(this.store, "sit"), SOON)).isTrue();
		assertThat(this.hanging.reads()).isEqualTo(3);
	}

	@Test
	void allUnitsContinueWhenTheServerResponds() {
		long last = teach(this.remote, "sit");
		start(2, "kennel");
		this.hanging.awaitReads(1);
		this.hanging.released.countDown();
		for (int i = 0; i < 3; i++) {
			assertThat(this.runner.projections().await("kennel" + i, last, SOON)).isTrue();
		}
	}

	/** A server that responds to no worker thread before it is released. */
	private static final class HangingServer implements LogIdentity {

		final CountDownLatch released = new CountDownLatch(1);

		private final UUID id = UUID.randomUUID();

		private final AtomicInteger reads = new AtomicInteger();

		/** Returns the number of reads so far. */
		int reads() {
			return this.reads.get();
		}

		void awaitReads(int count) {
			await().atMost(SOON).until(() -> this.reads.get() >= count);
		}

		/** The first read of each unit. */
		@Override
		public UUID read() {
			this.reads.incrementAndGet();
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return this.id;
		}

	}

}
