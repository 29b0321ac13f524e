package io.eventsourcing.persistence.jdbc.append;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the versions of aggregates that were recently seen in the store, committed.
 * <p>
 * An append that follows such a version leaves no gap, because events are never deleted,
 * so that its versions need not be compared; if another process has stored the same
 * version meanwhile, the primary key refuses the append. Entries are forgotten after five
 * seconds, because a database can lose commits: when it fails over to a standby that was
 * behind, or is restored. Safe for use by many threads.
 */
public final class RecentVersions {

	/** A power of two. */
	private static final int SIZE = 8192;

	/**
	 * The number of neighbouring slots in which an aggregate may be: four keep aggregates
	 * from evicting each other at once when their hashes collide.
	 */
	private static final int WAYS = 4;

	private static final long LIFETIME = Duration.ofSeconds(5).toNanos();

	private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SIZE);

	private final boolean remembering;

	/**
	 * @param remembering false for a cache that stays empty, because what one thread has
	 * seen in the store is not true for the others
	 */
	public RecentVersions(boolean remembering) {
		this.remembering = remembering;
	}

	/** Whether all of the appends surely follow what is stored, without a gap. */
	boolean precede(List<Append> appends) {
		for (Append append : appends) {
			for (StoredEvent head : append.heads()) {
				if (!hasPredecessor(head)) {
					return false;
				}
			}
		}
		return true;
	}

	/** Whether the event surely has its predecessor, and probably no successor. */
	boolean hasPredecessor(StoredEvent event) {
		Entry entry = find(event.originatorId());
		return event.originatorVersion() == ((entry != null) ? entry.version : 0) + 1;
	}

	private @Nullable Entry find(UUID originatorId) {
		int first = firstSlot(originatorId);
		for (int slot = first; slot < first + WAYS; slot++) {
			Entry entry = this.slots.get(slot);
			if (entry != null && entry.id.equals(originatorId)) {
				return (System.nanoTime() - entry.time <= LIFETIME) ? entry : null;
			}
		}
		return null;
	}

	/** Remembers the last version of each aggregate of an append that was stored. */
	void add(Append append) {
		List<StoredEvent> events = append.events();
		int last = events.size() - 1;
		for (int i = 0; i <= last; i++) {
			StoredEvent event = events.get(i);
			if (i == last || !events.get(i + 1).originatorId().equals(event.originatorId())) {
				add(event.originatorId(), event.originatorVersion());
			}
		}
	}

	/** Remembers a version that was seen in the store. */
	public void add(UUID originatorId, long version) {
		if (this.remembering) {
			this.slots.set(slotFor(originatorId), new Entry(originatorId, version, System.nanoTime()));
		}
	}

	/** The slot of the aggregate, or a free one, or that of the oldest entry. */
	private int slotFor(UUID originatorId) {
		int first = firstSlot(originatorId);
		int oldest = first;
		long age = Long.MIN_VALUE;
		long now = System.nanoTime();
		for (int slot = first; slot < first + WAYS; slot++) {
			Entry entry = this.slots.get(slot);
			if (entry == null || entry.id.equals(originatorId)) {
				return slot;
			}
			if (now - entry.time > age) {
				age = now - entry.time;
				oldest = slot;
			}
		}
		return oldest;
	}

	/** Forgets everything. */
	void clear() {
		for (int i = 0; i < SIZE; i++) {
			this.slots.set(i, null);
		}
	}

	/** The first slot of a set of {@link #WAYS}: a multiple of that number. */
	private static int firstSlot(UUID id) {
		int hash = id.hashCode();
		int spread = hash ^ (hash >>> 16);
		return spread & (SIZE - WAYS);
	}

	private record Entry(UUID id, long version, long time) {
	}

}
