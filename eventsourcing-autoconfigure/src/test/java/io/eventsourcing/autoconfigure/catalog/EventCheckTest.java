package io.eventsourcing.autoconfigure.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.eventsourcing.autoconfigure.catalog.EventSourcingEventCheckProperties.Mode;
import io.eventsourcing.persistence.NewerVersions;
import io.eventsourcing.persistence.catalog.EventTypeCheck;
import io.eventsourcing.persistence.catalog.EventTypeRecorder;
import io.eventsourcing.persistence.catalog.RecordedEventType;
import io.eventsourcing.persistence.catalog.StoredEventTypes;
import io.eventsourcing.persistence.memory.MemoryEventTypeRecorder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What the check does while the application runs. */
@Timeout(60)
class EventCheckTest {

	private static final Logger LOGGER = Logger.getLogger(EventCheck.class.getName());

	private final MemoryRecorder events = new MemoryRecorder();

	private final EventTypeRecorder types = new MemoryEventTypeRecorder(this.events);

	private final WarningLog log = new WarningLog();

	@BeforeEach
	void listen() {
		LOGGER.addHandler(this.log);
	}

	@AfterEach
	void stopListening() {
		LOGGER.removeHandler(this.log);
	}

	private boolean reported(String text) {
		return this.log.text().contains(text);
	}

	private EventCheck check(EventTypeRecorder recorder, Mode mode, Duration interval) {
		return check(recorder, mode, interval, Duration.ofSeconds(30));
	}

	private EventCheck check(EventTypeRecorder recorder, Mode mode, Duration interval, Duration timeout) {
		return new EventCheck(new StoredEventTypes(this.events, recorder, new MemoryTrackingRecorder()),
				new EventTypeCheck(new Topics(), NewerVersions.FAIL, List.of()),
				new EventSourcingEventCheckProperties(mode, List.of(), timeout), true, interval);
	}

	private void save(String originatorType) {
		this.events.insertEvents(Append.of(List.of(StoredEvent.builder(UUID.randomUUID(), 1)
			.type(originatorType, "Registered")
			.timestamp(Instant.EPOCH)
			.payload(new byte[] { '{', '}' })
			.build())));
	}

	@Test
	void eventsThatAreStoredLaterAreReportedOnce() {
		EventCheck check = check(this.types, Mode.FAIL, Duration.ofMillis(1));
		check.start();
		save("Cat");
		await().until(() -> reported("Cat.*, version 1"));
		save("Wolf");
		await().until(() -> reported("Wolf.*, version 1"));
		check.destroy();
		assertThat(this.log.text()).containsOnlyOnce("Cat.*").containsOnlyOnce("Wolf.*");
	}

	@Test
	void aFailureDoesNotEndTheRepetition() {
		assertRepeatedAfter(() -> {
			throw new IllegalStateException("connection lost");
		}, "IllegalStateException: connection lost");
	}

	@Test
	void anErrorDoesNotEndTheRepetition() {
		assertRepeatedAfter(() -> {
			throw new NoClassDefFoundError("Cat");
		}, "NoClassDefFoundError: Cat");
	}

	private void assertRepeatedAfter(Runnable failure, String warning) {
		AtomicBoolean failed = new AtomicBoolean();
		EventCheck check = check(new Delegating(() -> {
			if (failed.compareAndSet(false, true)) {
				failure.run();
			}
		}), Mode.WARN, Duration.ofMillis(1));
		check.start();
		save("Cat");
		await().until(() -> reported("Cat.*, version 1"));
		assertThat(this.log.text()).containsOnlyOnce(warning);
		check.destroy();
	}

	@Test
	void startUpFailsOnlyOnWhatIsStoredBefore() {
		save("Cat");
		EventCheck check = check(this.types, Mode.FAIL, Duration.ofMinutes(1));
		assertThatExceptionOfType(UnreadableEventsException.class).isThrownBy(check::start)
			.withMessageContaining("Cat.*");
		check.destroy();
	}

	@Test
	void startUpWaitsNoLongerThanTheTimeoutAndTheReportComesLater() {
		save("Cat");
		CountDownLatch answer = new CountDownLatch(1);
		EventCheck check = check(new Delegating(() -> {
			try {
				answer.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}), Mode.FAIL, Duration.ofMinutes(1), Duration.ofMillis(50));
		check.start();
		assertThat(this.log.text()).isEmpty();
		answer.countDown();
		await().until(() -> reported("Cat.*, version 1"));
		check.destroy();
		assertThat(this.log.text()).containsOnlyOnce("Cat.*");
	}

	/** A database that does not answer must not prevent the application from stopping. */
	@Test
	void closingDoesNotWaitForTheDatabase() {
		CountDownLatch answer = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		EventCheck check = check(new Delegating(() -> {
			try {
				answer.await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
			throw new IllegalStateException("closed");
		}), Mode.WARN, Duration.ofMinutes(1));
		check.start();
		save("Cat");
		check.destroy();
		assertThat(this.types.select()).isEmpty();
		answer.countDown();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("eventsourcing-event-check")));
		assertThat(interrupted).isFalse();
		assertThat(this.log.text()).doesNotContain("IllegalStateException: closed");
	}

	/** Does something before a part of the log is recorded. */
	private final class Delegating implements EventTypeRecorder {

		private final Runnable before;

		private Delegating(Runnable before) {
			this.before = before;
		}

		@Override
		public List<RecordedEventType> select() {
			return EventCheckTest.this.types.select();
		}

		@Override
		public void record(long after, long upTo) {
			this.before.run();
			EventCheckTest.this.types.record(after, upTo);
		}

	}

	/** Keeps the warnings and errors that are logged. */
	private static final class WarningLog extends Handler {

		private final List<String> warnings = new CopyOnWriteArrayList<>();

		@Override
		public void publish(LogRecord logged) {
			if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
				this.warnings.add(logged.getMessage() + " " + logged.getThrown());
			}
		}

		String text() {
			return String.join("\n", this.warnings);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
