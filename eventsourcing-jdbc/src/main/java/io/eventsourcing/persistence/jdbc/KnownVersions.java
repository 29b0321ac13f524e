package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of aggregates have lately been seen in the store, committed. Whoever
 * adds to them leaves no gap, because events are never deleted; that nobody else has done
 * so is for the primary key to find out.
 * <p>
 * It forgets soon, because a database can lose commits: when it fails over to a standby
 * that was behind, or is restored. Safe for use by many threads.
 */
final class KnownVersions {

	private static final int SIZE = 8192;

	/** How many places in a row there are for an aggregate. */
	private static final int WAYS = 4;

	private static final long LIFETIME = Duration.ofSeconds(5).toNanos();

	private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SIZE);

	/** Whether the event surely has its predecessor, and probably no successor. */
	boolean precede(StoredEvent event) {
		Known known = find(event.originatorId());
		return event.originatorVersion() == ((known != null) ? known.version : 0) + 1;
	}

	private @Nullable Known find(UUID originatorId) {
		int first = firstSlot(originatorId);
		for (int slot = first; slot < first + WAYS; slot++) {
			Known known = this.slots.get(slot);
			if (known != null && known.id.equals(originatorId)) {
				return (System.nanoTime() - known.time <= LIFETIME) ? known : null;
			}
		}
		return null;
	}

	void add(Save save) {
		int last = save.events().size() - 1;
		for (int i = 0; i <= last; i++) {
			StoredEvent event = save.events().get(i);
			if (i == last || !save.events().get(i + 1).originatorId().equals(event.originatorId())) {
				add(event.originatorId(), event.originatorVersion());
			}
		}
	}

	void add(UUID originatorId, long version) {
		this.slots.set(slotFor(originatorId), new Known(originatorId, version, System.nanoTime()));
	}

	/** The slot of the aggregate, or a free one, or that of the oldest. */
	private int slotFor(UUID originatorId) {
		int first = firstSlot(originatorId);
		int oldest = first;
		long age = Long.MIN_VALUE;
		long now = System.nanoTime();
		for (int slot = first; slot < first + WAYS; slot++) {
			Known known = this.slots.get(slot);
			if (known == null || known.id.equals(originatorId)) {
				return slot;
			}
			if (now - known.time > age) {
				age = now - known.time;
				oldest = slot;
			}
		}
		return oldest;
	}

	void clear() {
		for (int i = 0; i < SIZE; i++) {
			this.slots.set(i, null);
		}
	}

	private static int firstSlot(UUID id) {
		int hash = id.hashCode();
		return (hash ^ hash >>> 16) & SIZE - WAYS;
	}

	private record Known(UUID id, long version, long time) {
	}

}
