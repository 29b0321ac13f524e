package io.eventsourcing.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thread becomes the leader just after another one, which did not wait, has read the
 * new events: nothing is signalled any more, so the leader must see that by itself.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NewLeaderTest {

	private final NewEvents newEvents = new NewEvents(Duration.ofHours(1), Duration.ofHours(1));

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void aNewLeaderSeesWhatWasReadBefore() {
		awaitWhileOthersRead(() -> {
			this.reads.incrementAndGet();
			return true;
		});
	}

	@Test
	void aNewLeaderWithoutASharedReadSeesItAsWell() {
		awaitWhileOthersRead(null);
	}

	private void awaitWhileOthersRead(NewEvents.@Nullable SharedRead read) {
		LateLeader waiter = new LateLeader();
		this.newEvents.signal();
		this.newEvents.mark(waiter);
		this.newEvents.await(waiter, read);
		assertThat(waiter.othersHaveRead).isTrue();
		assertThat(this.reads).hasValue(0);
	}

	/** Lets another thread read when it has decided to become the leader. */
	private final class LateLeader extends Waiter {

		private boolean othersHaveRead;

		@Override
		void overdueAt(long nanoTime) {
			if (!this.othersHaveRead) {
				this.othersHaveRead = NewLeaderTest.this.newEvents.readIfDue(() -> true);
			}
			super.overdueAt(nanoTime);
		}

	}

}
