package io.eventsourcing.persistence.jdbc.append;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;

import io.eventsourcing.persistence.recorder.Append;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

/** How the lead passes from one append to the next. */
class CommitQueueTest {

	private final CommitQueue queue = new CommitQueue();

	private static QueuedAppend append() {
		return new QueuedAppend(Append.of(events(UUID.randomUUID(), 1, 1)), false, Long.MAX_VALUE, false);
	}

	private static QueuedAppend delegated() {
		return new QueuedAppend(Append.of(events(UUID.randomUUID(), 1, 1)), false, Long.MAX_VALUE, true);
	}

	/** An append that was queued behind the leader. */
	private QueuedAppend queued() {
		QueuedAppend append = append();
		assertThat(this.queue.tryLead(append)).isFalse();
		return append;
	}

	private QueuedAppend leader() {
		QueuedAppend append = append();
		assertThat(this.queue.tryLead(append)).isTrue();
		assertThat(append.hasToLead()).isTrue();
		return append;
	}

	private List<QueuedAppend> fill(QueuedAppend leader) {
		CommitGroup group = new CommitGroup(leader, 100);
		this.queue.fill(group);
		List<QueuedAppend> members = new ArrayList<>();
		for (QueuedAppend member = leader; member != null; member = member.next()) {
			members.add(member);
		}
		assertThat(members).hasSize(group.size());
		return members;
	}

	@Test
	void theCallerThatHasWaitedLongestLeadsNext() {
		QueuedAppend first = leader();
		QueuedAppend second = queued();
		QueuedAppend third = queued();
		assertThat(this.queue.handOver(first)).isSameAs(second);
		assertThat(second.hasToLead()).isTrue();
		assertThat(third.hasToLead()).isFalse();
		assertThat(this.queue.handOver(second)).isSameAs(third);
		assertThat(this.queue.handOver(third)).isNull();
		leader();
	}

	@Test
	void aQueuedAppendReplacesALeaderThatIsGone() {
		QueuedAppend lost = leader();
		QueuedAppend second = queued();
		QueuedAppend third = queued();
		this.queue.replaceLostLeader(third);
		assertThat(third.hasToLead()).as("while the leader is there").isFalse();
		lost.endLead();
		this.queue.replaceLostLeader(third);
		assertThat(third.hasToLead()).isTrue();
		this.queue.replaceLostLeader(second);
		assertThat(second.hasToLead()).as("there is one leader").isFalse();
		assertThat(this.queue.handOver(lost)).as("the lost leader has nothing to hand over").isNull();
		assertThat(this.queue.handOver(third)).isSameAs(second);
	}

	@Test
	void aNewAppendReplacesALeaderWhoseThreadHasEnded() throws Exception {
		FutureTask<QueuedAppend> lost = new FutureTask<>(this::leader);
		Thread thread = new Thread(lost);
		thread.start();
		thread.join();
		assertThat(lost.get().isGone()).isTrue();
		leader();
	}

	@Test
	void onlyOneThreadLeadsForADelegatedAppend() {
		QueuedAppend lost = leader();
		QueuedAppend taken = delegated();
		QueuedAppend left = delegated();
		assertThat(this.queue.tryLead(taken)).isFalse();
		assertThat(this.queue.tryLead(left)).isFalse();
		lost.endLead();
		assertThat(this.queue.replaceLostLeader(taken)).isTrue();
		assertThat(taken.isDelegated()).as("a platform thread has to begin").isTrue();
		Thread platform = new Thread(() -> {
		});
		assertThat(taken.beginLead(platform)).isTrue();
		taken.undelegate();
		assertThat(taken.hasToLead()).as("the platform thread has begun").isFalse();
		assertThat(taken.isGone()).as("the platform thread has ended").isTrue();
		assertThat(this.queue.replaceLostLeader(left)).isTrue();
		left.undelegate();
		assertThat(left.hasToLead()).isTrue();
		assertThat(left.beginLead(platform)).as("the caller has begun").isFalse();
		left.endLead();
		assertThat(left.isGone()).isTrue();
	}

	@Test
	void membersOfALostGroupAreAbandoned() {
		QueuedAppend lost = leader();
		QueuedAppend member = queued();
		assertThat(fill(lost)).containsExactly(lost, member);
		assertThat(member.isAbandoned()).isFalse();
		lost.endLead();
		assertThat(member.isAbandoned()).isTrue();
		member.complete(AppendResult.CONFLICT);
		assertThat(member.isAbandoned()).as("the leader left after it had set the result").isFalse();
	}

	@Test
	void appendsWhoseCallersAreGoneAreNotWritten() {
		QueuedAppend leader = leader();
		QueuedAppend gone = queued();
		QueuedAppend last = queued();
		gone.endLead();
		assertThat(fill(leader)).containsExactly(leader, last);
		QueuedAppend goneToo = queued();
		goneToo.endLead();
		assertThat(this.queue.handOver(leader)).isNull();
		leader();
	}

	@Test
	void anAppendThatIsBeingWrittenCannotBeWithdrawn() {
		QueuedAppend leader = leader();
		QueuedAppend member = queued();
		fill(leader);
		List<QueuedAppend> waiting = List.of(queued(), queued(), queued());
		assertThat(this.queue.withdraw(member)).isFalse();
		assertThat(this.queue.withdraw(waiting.get(1))).isTrue();
		assertThat(this.queue.withdraw(waiting.get(1))).isFalse();
		assertThat(this.queue.withdraw(waiting.get(2))).isTrue();
		QueuedAppend late = queued();
		assertThat(this.queue.handOver(leader)).isSameAs(waiting.get(0));
		assertThat(fill(waiting.get(0))).containsExactly(waiting.get(0), late);
	}

}
