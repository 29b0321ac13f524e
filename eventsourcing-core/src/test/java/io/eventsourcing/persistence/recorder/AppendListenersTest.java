package io.eventsourcing.persistence.recorder;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A stored save succeeds, whatever a listener throws. */
class AppendListenersTest {

	private final Logger logger = Logger.getLogger(AppendListeners.class.getName());

	private final FailingHandler handler = new FailingHandler();

	private final MemoryRecorder recorder = new MemoryRecorder();

	private final AtomicInteger calls = new AtomicInteger();

	@BeforeEach
	void replaceTheLog() {
		this.logger.setUseParentHandlers(false);
		this.logger.addHandler(this.handler);
	}

	@AfterEach
	void restoreTheLog() {
		this.logger.removeHandler(this.handler);
		this.logger.setUseParentHandlers(true);
	}

	@Test
	void aListenerMayThrowAnything() {
		for (Throwable failure : List.of(new IOException(), new IllegalStateException(), new StackOverflowError(),
				new OutOfMemoryError(), new Throwable())) {
			this.recorder.onAppend(() -> AppendListenersTest.<RuntimeException>sneakyThrow(failure));
		}
		this.recorder.onAppend(this.calls::incrementAndGet);
		this.recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, 2)));
		assertThat(this.recorder.maxNotificationId()).isEqualTo(2);
		assertThat(this.calls).hasValue(1);
		assertThat(this.handler.published).hasValue(5);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

	/** A log handler that runs out of memory, as the listener does. */
	private static final class FailingHandler extends Handler {

		private final AtomicInteger published = new AtomicInteger();

		@Override
		public void publish(LogRecord record) {
			this.published.incrementAndGet();
			throw new OutOfMemoryError("Part of the test");
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
