package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A hundred projections and an application that use one pool, on each database. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class JdbcPoolContract {

	private static final Duration SOON = Duration.ofMinutes(1);

	private static final int POOL_SIZE = 10;

	/**
	 * Those of the threads of the projections, of the lease, of the log and of reading
	 * ahead, and the one of the application.
	 */
	private static final int MAX_USED = ProjectionRunner.DEFAULT_THREADS + 3 + 1;

	private final List<String> names = IntStream.range(0, 100).mapToObj((i) -> "tricks" + i).toList();

	private JdbcProjectionStore store;

	/** Returns a database with an empty store. */
	abstract DataSource database();

	@BeforeEach
	void openStore() {
		this.store = new JdbcProjectionStore(database(), POOL_SIZE);
		this.store.connectionTimeout(Duration.ofSeconds(5));
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	private List<Long> teach(int dogs) {
		List<Long> ids = new ArrayList<>();
		for (int i = 0; i < dogs; i++) {
			Dog dog = new Dog("Fido");
			dog.addTrick("sit");
			ids.add(this.store.save(dog).get(1).notificationId());
		}
		return ids;
	}

	@Test
	void aHundredProjectionsLeaveConnectionsToTheApplication() {
		AtomicInteger used = new AtomicInteger();
		ProjectionRunnerBuilder builder = this.store.runner();
		for (String name : this.names) {
			builder.projection(name, this.store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(Recording recording) {
					used.accumulateAndGet(JdbcPoolContract.this.store.activeConnections(), Math::max);
					JdbcPoolContract.this.store.write(name, recording.notificationId());
				}

			}));
		}
		List<Long> expected = teach(20);
		try (ProjectionRunner runner = builder.build()) {
			runner.start();
			expected.addAll(teach(20));
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
		}
		assertThat(used.get()).isBetween(2, MAX_USED);
		assertThat(this.names).allSatisfy((name) -> assertThat(this.store.read(name)).isEqualTo(expected));
	}

}
