package io.eventsourcing.persistence.jdbc.append;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * A cache of committed versions of aggregates that were recently seen in the store.
 * <p>
 * An append that follows such a version most likely leaves no gap, so its statement only
 * checks that the version is still stored: a database can lose commits when it fails over
 * to a standby that lags behind, or when it is restored. An outdated entry costs only one
 * more statement, so entries need not expire. If another process has stored the same
 * version in the meantime, the append violates the primary key. Thread-safe.
 */
public final class RecentVersions {

	/** The number of slots, a power of two. */
	private static final int SIZE = 8192;

	/**
	 * The number of adjacent slots in which an aggregate may be stored. With four,
	 * aggregates do not evict each other immediately when their hashes collide.
	 */
	private static final int WAYS = 4;

	private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SIZE);

	private final boolean remembering;

	/**
	 * @param remembering false for a cache that stays empty, because the versions that
	 * one thread has seen in the store need not apply to other threads
	 */
	public RecentVersions(boolean remembering) {
		this.remembering = remembering;
	}

	/**
	 * Returns whether all of the appends most likely follow the stored events, without a
	 * gap.
	 */
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

	/**
	 * Returns whether the event most likely has a predecessor and no successor.
	 */
	boolean hasPredecessor(StoredEvent event) {
		Entry entry = find(event.originatorId());
		return event.originatorVersion() == ((entry != null) ? entry.version : 0) + 1;
	}

	private @Nullable Entry find(UUID originatorId) {
		int first = firstSlot(originatorId);
		for (int slot = first; slot < first + WAYS; slot++) {
			Entry entry = this.slots.get(slot);
			if (entry != null && entry.id.equals(originatorId)) {
				return entry;
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

	/**
	 * Returns the slot of the aggregate, or a free one, or the slot of the oldest entry.
	 */
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

	/** Removes all entries. */
	public void clear() {
		for (int i = 0; i < SIZE; i++) {
			this.slots.set(i, null);
		}
	}

	/**
	 * Returns the first slot of a set of {@link #WAYS} slots: a multiple of that number.
	 */
	private static int firstSlot(UUID id) {
		int hash = id.hashCode();
		int spread = hash ^ (hash >>> 16);
		return spread & (SIZE - WAYS);
	}

	private record Entry(UUID id, long version, long time) {
	}

}
