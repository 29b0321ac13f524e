package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.eventsourcing.persistence.StoredEvent;
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

	private static final int SIZE = 4096;

	private static final long LIFETIME = Duration.ofSeconds(5).toNanos();

	/** An aggregate displaces the one that was in its place. */
	private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SIZE);

	/** Whether the event surely has its predecessor, and probably no successor. */
	boolean precede(StoredEvent event) {
		Known known = this.slots.get(slot(event.originatorId()));
		if (known == null || !known.id.equals(event.originatorId()) || System.nanoTime() - known.time > LIFETIME) {
			return event.originatorVersion() == 1;
		}
		return event.originatorVersion() == known.version + 1;
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
		this.slots.set(slot(originatorId), new Known(originatorId, version, System.nanoTime()));
	}

	void clear() {
		for (int i = 0; i < SIZE; i++) {
			this.slots.set(i, null);
		}
	}

	private static int slot(UUID id) {
		int hash = id.hashCode();
		return (hash ^ hash >>> 16) & SIZE - 1;
	}

	private record Known(UUID id, long version, long time) {
	}

}
