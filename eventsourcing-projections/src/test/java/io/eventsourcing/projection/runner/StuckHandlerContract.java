package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.runner.consumer.HandlerWatch;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A handler that does not return, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class StuckHandlerContract {

	static final Duration TIMEOUT = Duration.ofMillis(500);

	static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration LEASE = Duration.ofMillis(500);

	private final LogLines log = new LogLines(HandlerWatch.class);

	private final CountDownLatch released = new CountDownLatch(1);

	private ProjectionStore store;

	private ProjectionRunner runner;

	/**
	 * Opens a store whose transactions are ended after the timeout, if it can do that.
	 */
	abstract ProjectionStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
	}

	@AfterEach
	void closeStore() {
		this.released.countDown();
		this.log.close();
		this.runner.close();
		this.store.close();
	}

	final ProjectionStore store() {
		return this.store;
	}

	final ProjectionRunner runner() {
		return this.runner;
	}

	final void release() {
		this.released.countDown();
	}

	/** Starts a projection whose handler of the trick "freeze" does not return. */
	final void start(ProjectionOptions options) {
		this.runner = this.store.runner()
			.lease(LEASE)
			.handlerTimeout(TIMEOUT)
			.projection("freezing", this.store.bind(new Freezing()), options)
			.projection("others", this.store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(Recording recording) {
					StuckHandlerContract.this.store.write("others", recording.notificationId());
				}

			}))
			.build();
		this.runner.start();
	}

	final long teach(String trick) {
		Dog dog = new Dog("Fido");
		dog.addTrick(trick);
		return this.store.save(dog).get(1).notificationId();
	}

	final ProjectionState state() {
		return this.runner.projections().states().get(0);
	}

	final void awaitStuck() {
		await().atMost(SOON).until(() -> state().status() == ProjectionStatus.STUCK);
	}

	@Test
	void theEventAndTheStackAreReportedAndOthersGoOn() {
		Instant start = Instant.now();
		long sit = teach("sit");
		long freeze = teach("freeze");
		start(ProjectionOptions.DEFAULTS);
		awaitStuck();
		ProjectionState state = state();
		assertThat(state.name()).isEqualTo("freezing");
		assertThat(state.failure()).isNotNull();
		assertThat(state.failure().notificationId()).isEqualTo(freeze);
		assertThat(state.failure().at()).isBetween(start, Instant.now().minus(TIMEOUT));
		assertThat(state.failure().retryAt()).isNull();
		assertThat(state.failure().cause()).contains("Freezing.added").contains("CountDownLatch.await");
		long beg = teach("beg");
		assertThat(this.runner.projections().await("others", beg, SOON)).isTrue();
		assertThat(this.store.read("others")).containsExactly(sit, freeze, beg);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("'freezing'", "notification " + freeze, "Freezing.added");
	}

	@Test
	void theProjectionGoesOnWhenTheHandlerReturns() {
		List<Long> ids = List.of(teach("sit"), teach("freeze"), teach("beg"));
		start(ProjectionOptions.DEFAULTS);
		awaitStuck();
		release();
		assertThat(this.runner.projections().awaitAll(SOON)).isTrue();
		assertThat(state().status()).isEqualTo(ProjectionStatus.LIVE);
		assertThat(this.runner.parkedEvents().of("freezing")).isEmpty();
		assertThat(this.store.read("freezing")).isEqualTo(ids);
	}

	@Test
	void aHandlerThatIsOnlySlowIsNotReported() {
		List<Long> ids = List.of(teach("sit"), teach("beg"));
		start(ProjectionOptions.DEFAULTS);
		assertThat(this.runner.projections().awaitAll(SOON)).isTrue();
		await().during(TIMEOUT.multipliedBy(2)).until(() -> state().status() == ProjectionStatus.LIVE);
		assertThat(this.log.lines()).isEmpty();
		assertThat(this.store.read("freezing")).isEqualTo(ids);
	}

	private final class Freezing {

		@EventHandler("Dog.TrickAdded")
		void added(String trick, Recording recording) throws InterruptedException {
			StuckHandlerContract.this.store.write("freezing", recording.notificationId());
			if (trick.equals("freeze")) {
				StuckHandlerContract.this.released.await();
			}
		}

	}

}
