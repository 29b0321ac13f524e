package io.eventsourcing.persistence.jdbc.append;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * The appends that are written together. No two of them concern the same aggregate, so
 * each has to be compared only with the stored events. Used only by the thread of the
 * leader.
 */
final class CommitGroup {

	/**
	 * The maximum size of a group. Beyond this size, a shared commit gains nothing, while
	 * all members wait for the transfer of the whole group.
	 */
	private static final long MAX_BYTES = 1_000_000;

	private final List<QueuedAppend> members = new ArrayList<>();

	private final int maxEvents;

	private final Set<UUID> aggregates = new HashSet<>();

	private int events;

	private long bytes;

	CommitGroup(QueuedAppend leader, int maxEvents) {
		this.maxEvents = maxEvents;
		this.members.add(leader);
	}

	int size() {
		return this.members.size();
	}

	List<Append> appends() {
		if (this.members.size() == 1) {
			return List.of(this.members.get(0).append());
		}
		return this.members.stream().map(QueuedAppend::append).toList();
	}

	/**
	 * Adds an append if it can be written together with the members, and returns whether
	 * it can.
	 */
	boolean add(QueuedAppend queued) {
		if (this.aggregates.isEmpty()) {
			count(this.members.get(0).append());
		}
		Append append = queued.append();
		if (queued.isAlone() || this.members.get(0).isAlone() || this.events + append.events().size() > this.maxEvents
				|| this.bytes + append.size() > MAX_BYTES || sharesAnAggregate(append)) {
			return false;
		}
		count(append);
		this.members.add(queued);
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

	private void count(Append append) {
		this.events += append.events().size();
		this.bytes += append.size();
		for (StoredEvent head : append.heads()) {
			this.aggregates.add(head.originatorId());
		}
	}

	/**
	 * Completes each member.
	 * @param firstIds the result of the insert for each member
	 */
	void complete(long[] firstIds) {
		for (int i = 0; i < firstIds.length; i++) {
			this.members.get(i)
				.complete((firstIds[i] != EventInsert.CONFLICT) ? new AppendResult.Stored(firstIds[i])
						: AppendResult.CONFLICT);
		}
	}

	/** Completes all members with the same result. */
	void completeAll(AppendResult result) {
		this.members.forEach((member) -> member.complete(result));
	}

	/** Remembers the versions that are now stored. */
	void remember(RecentVersions versions) {
		for (QueuedAppend member : this.members) {
			if (member.result() instanceof AppendResult.Stored) {
				versions.add(member.append());
			}
		}
	}

	/** Returns whether at least one append was stored. */
	boolean isStored() {
		return this.members.stream().anyMatch((member) -> member.result() instanceof AppendResult.Stored);
	}

	/**
	 * Wakes up all waiting callers. Callers without a result get
	 * {@link AppendResult#ABANDONED}, so that none waits forever. Allocates nothing,
	 * because it also runs after an {@link OutOfMemoryError}.
	 */
	void wakeUpOthers() {
		for (int i = 1; i < this.members.size(); i++) {
			QueuedAppend member = this.members.get(i);
			if (member.result() == null) {
				member.complete(AppendResult.ABANDONED);
			}
			member.wakeUp();
		}
	}

}
