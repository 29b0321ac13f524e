package io.eventsourcing.persistence.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Saves that are written together. No two of them are about the same aggregate, so that
 * each has to be compared with the store only. Used by the thread of the leader.
 */
final class SaveGroup {

	/** Beyond that, a common commit gains nothing, and all wait for the transfer. */
	private static final long MAX_BYTES = 1_000_000;

	private final List<PendingSave> members = new ArrayList<>();

	private final int maxEvents;

	private final Set<UUID> aggregates = new HashSet<>();

	private int events;

	private long bytes;

	SaveGroup(PendingSave leader, int maxEvents) {
		this.maxEvents = maxEvents;
		this.members.add(leader);
	}

	List<PendingSave> members() {
		return this.members;
	}

	List<Save> saves() {
		if (this.members.size() == 1) {
			return List.of(this.members.get(0).save());
		}
		return this.members.stream().map(PendingSave::save).toList();
	}

	/** Adds the save if it may be written together with those that are there. */
	boolean add(PendingSave pending) {
		if (this.aggregates.isEmpty()) {
			count(this.members.get(0).save());
		}
		Save save = pending.save();
		if (pending.isAlone() || this.members.get(0).isAlone() || this.events + save.events().size() > this.maxEvents
				|| this.bytes + save.bytes() > MAX_BYTES || sharesAnAggregate(save)) {
			return false;
		}
		count(save);
		this.members.add(pending);
		return true;
	}

	private boolean sharesAnAggregate(Save save) {
		for (StoredEvent head : save.heads()) {
			if (this.aggregates.contains(head.originatorId())) {
				return true;
			}
		}
		return false;
	}

	private void count(Save save) {
		this.events += save.events().size();
		this.bytes += save.bytes();
		for (StoredEvent head : save.heads()) {
			this.aggregates.add(head.originatorId());
		}
	}

	void stored(long[] firstIds) {
		for (int i = 0; i < firstIds.length; i++) {
			this.members.get(i)
				.complete((firstIds[i] != 0) ? new SaveOutcome.Stored(firstIds[i]) : SaveOutcome.REFUSED);
		}
	}

	/**
	 * Makes all but the leader look at their outcomes, and lets nobody wait for one that
	 * will not come. Takes no memory, which may be the reason.
	 */
	void wakeUpOthers() {
		for (int i = 1; i < this.members.size(); i++) {
			PendingSave member = this.members.get(i);
			if (member.outcome() == null) {
				member.complete(SaveOutcome.ABANDONED);
			}
			member.wakeUp();
		}
	}

	/** Whether some of it is. */
	boolean isStored() {
		return this.members.stream().anyMatch((member) -> member.outcome() instanceof SaveOutcome.Stored);
	}

	/** The versions that are stored now. */
	void learn(KnownVersions knownVersions) {
		for (PendingSave member : this.members) {
			if (member.outcome() instanceof SaveOutcome.Stored) {
				knownVersions.add(member.save());
			}
		}
	}

	void all(SaveOutcome outcome) {
		this.members.forEach((member) -> member.complete(outcome));
	}

}
