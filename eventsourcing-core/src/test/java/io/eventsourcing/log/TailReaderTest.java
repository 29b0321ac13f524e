package io.eventsourcing.log;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.log.LogReader.Page;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How the end of the log is read. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TailReaderTest {

	private final WatchedRecorder recorder = new WatchedRecorder(new MemoryRecorder());

	private final AtomicInteger more = new AtomicInteger();

	private final TailReader tail = new TailReader(this.recorder, 10, this.more::incrementAndGet);

	@BeforeEach
	void start() {
		this.tail.start();
	}

	@Test
	void itBeginsAtTheEndOfTheLog() {
		insert(25);
		assertThat(page(25)).isNull();
		assertThat(this.tail.read(25)).isTrue();
		assertThat(page(24)).isNull();
		assertThat(page(25)).isEmpty();
		insert(2);
		assertThat(this.tail.read(25)).isTrue();
		assertThat(page(25)).containsExactly(26L, 27L);
		assertThat(this.tail.read(27)).isFalse();
		assertThat(this.more).hasValue(0);
	}

	@Test
	void aFullPageIsNotTheEnd() {
		this.tail.read(0);
		insert(15);
		assertThat(this.tail.read(0)).isTrue();
		assertThat(this.more).hasValue(1);
		assertThat(this.tail.read(0)).isTrue();
		assertThat(this.more).hasValue(1);
		assertThat(page(0)).hasSize(15);
	}

	@Test
	void itBeginsAgainIfNobodyHasReadForLong() {
		this.tail.read(0);
		insert(500);
		int before = this.recorder.readers().size();
		assertThat(this.tail.read(500)).isTrue();
		assertThat(this.recorder.readers()).hasSize(before + 2);
		assertThat(page(499)).isNull();
		assertThat(page(500)).isEmpty();
	}

	@Test
	void aReadThatWasOvertakenAddsNothingTwice() throws Exception {
		this.tail.read(0);
		insert(2);
		this.recorder.hold(0);
		Reader<Boolean> late = Reader.of(() -> this.tail.read(0));
		await().until(this.recorder::isHolding);
		this.recorder.hold(-1);
		this.tail.read(0);
		insert(1);
		this.recorder.release();
		assertThat(late.result()).isTrue();
		assertThat(page(0)).containsExactly(1L, 2L, 3L);
	}

	@Test
	void whatIsForgottenIsNotReturned() {
		this.tail.read(0);
		insert(3);
		this.tail.read(0);
		this.tail.stop();
		assertThat(page(0)).isNull();
	}

	private List<Long> page(long after) {
		Page page = this.tail.page(NotificationQuery.after(after, 100));
		return (page != null) ? page.items().stream().map(Notification::id).toList() : null;
	}

	private void insert(int count) {
		this.recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, count)));
	}

}
