package io.eventsourcing.persistence.jdbc.append;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerProgress;

/**
 * The appends that are written together. No two of them concern the same aggregate or the
 * same consumer, so each has to be compared only with the stored events. Used only by the
 * thread of the leader.
 */
final class CommitGroup {

	/**
	 * The maximum size of a group. Beyond this size, a shared commit gains nothing, while
	 * all members wait for the transfer of the whole group.
	 */
	private static final long MAX_BYTES = 1_000_000;

	private final QueuedAppend leader;

	private final int maxEvents;

	private final Set<UUID> aggregates = new HashSet<>();

	private final Set<ConsumerId> consumers = new HashSet<>();

	private QueuedAppend last;

	private int size = 1;

	private int events;

	private long bytes;

	CommitGroup(QueuedAppend leader, int maxEvents) {
		this.leader = leader;
		this.last = leader;
		this.maxEvents = maxEvents;
	}

	/** Returns whether the only member retries a parked event. */
	boolean isRetry() {
		ConsumerProgress progress = this.leader.append().progress();
		return progress != null && progress.isRetry();
	}

	int size() {
		return this.size;
	}

	/** Returns the number of events of all members. */
	int countEvents() {
		int count = 0;
		for (QueuedAppend member = this.leader; member != null; member = member.next()) {
			count += member.append().events().size();
		}
		return count;
	}

	List<Append> appends() {
		if (this.size == 1) {
			return List.of(this.leader.append());
		}
		List<Append> appends = new ArrayList<>(this.size);
		for (QueuedAppend member = this.leader; member != null; member = member.next()) {
			appends.add(member.append());
		}
		return appends;
	}

	/**
	 * Returns whether the append can be written together with the members. If so, its
	 * aggregates are reserved for it. Everything that allocates memory happens here,
	 * while the append is still queued and an {@link OutOfMemoryError} does not lose it.
	 */
	boolean accepts(QueuedAppend queued) {
		if (this.aggregates.isEmpty()) {
			count(this.leader.append());
		}
		Append append = queued.append();
		if (queued.isAlone() || this.leader.isAlone() || this.events + append.events().size() > this.maxEvents
				|| this.bytes + append.size() > MAX_BYTES || sharesAnAggregate(append) || sharesAConsumer(append)) {
			return false;
		}
		count(append);
		return true;
	}

	private boolean sharesAnAggregate(Append append) {
		for (StoredEvent head : append.heads()) {
			if (this.aggregates.contains(head.originatorId())) {
				return true;
			}
		}
		return false;
	}

	/** Each position must be compared with the stored one, like versions. */
	private boolean sharesAConsumer(Append append) {
		ConsumerProgress progress = append.progress();
		return progress != null && this.consumers.contains(progress.consumer());
	}

	private void count(Append append) {
		ConsumerProgress progress = append.progress();
		if (progress != null) {
			this.consumers.add(progress.consumer());
		}
		for (StoredEvent head : append.heads()) {
			this.aggregates.add(head.originatorId());
		}
		this.events += append.events().size();
		this.bytes += append.size();
	}

	/** Adds an append that was accepted and removed from the queue. Allocates nothing. */
	void add(QueuedAppend accepted) {
		this.last.linkTo(accepted);
		this.last = accepted;
		this.size++;
		accepted.writtenBy(this.leader);
	}

	/**
	 * Completes each member.
	 * @param firstIds the result of the insert for each member
	 */
	void complete(long[] firstIds) {
		QueuedAppend member = this.leader;
		for (int i = 0; i < firstIds.length && member != null; i++) {
			member.complete((firstIds[i] != EventInsert.CONFLICT) ? new AppendResult.Stored(firstIds[i])
					: AppendResult.CONFLICT);
			member = member.next();
		}
	}

	/** Completes all members with the same result. */
	void completeAll(AppendResult result) {
		for (QueuedAppend member = this.leader; member != null; member = member.next()) {
			member.complete(result);
		}
	}

	/** Remembers the versions that are now stored. */
	void remember(RecentVersions versions) {
		for (QueuedAppend member = this.leader; member != null; member = member.next()) {
			if (member.result() instanceof AppendResult.Stored) {
				versions.add(member.append());
			}
		}
	}

	/** Returns whether at least one append was stored. */
	boolean isStored() {
		for (QueuedAppend member = this.leader; member != null; member = member.next()) {
			if (member.result() instanceof AppendResult.Stored) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Wakes up all waiting callers except that of the leader. Callers without a result
	 * get {@link AppendResult#ABANDONED}. Allocates nothing, because it also runs after
	 * an {@link OutOfMemoryError}.
	 */
	void wakeUpOthers() {
		for (QueuedAppend member = this.leader.next(); member != null; member = member.next()) {
			if (member.result() == null) {
				member.complete(AppendResult.ABANDONED);
			}
			member.wakeUp();
		}
	}

}
