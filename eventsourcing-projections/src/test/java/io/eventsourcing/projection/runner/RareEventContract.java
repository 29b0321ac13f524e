package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A projection that handles one event of a long log, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class RareEventContract {

	private ProjectionStore store;

	abstract ProjectionStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	@Test
	void thePositionMovesWhileTheLogIsScanned() {
		this.store.fill(250_000);
		Dog dog = new Dog("Fido");
		dog.rename("Rex");
		long rare = this.store.save(dog).get(1).notificationId();
		this.store.fill(50_000);
		CountingTracking tracking = new CountingTracking(this.store.tracking());
		AtomicReference<ProjectionRunner> running = new AtomicReference<>();
		List<Long> reported = new CopyOnWriteArrayList<>();
		ProjectionRunner runner = this.store.runner(tracking).projection("names", this.store.bind(new Object() {

			@EventHandler("Dog.Renamed")
			void renamed(Recording recording) {
				reported.add(running.get().projections().states().get(0).position());
				RareEventContract.this.store.write("names", recording.notificationId());
			}

		})).build();
		running.set(runner);
		try (runner) {
			runner.start();
			assertThat(runner.projections().awaitAll(Duration.ofSeconds(30))).isTrue();
		}
		assertThat(this.store.read("names")).containsExactly(rare);
		assertThat(reported).containsExactly(200_000L);
		assertThat(tracking.positions()).startsWith(100_000L, 200_000L).hasSizeBetween(3, 4);
	}

}
