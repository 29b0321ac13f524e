package io.eventsourcing.persistence.recorder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

/**
 * A request to a recorder: events that are stored together or not at all, and everything
 * else that belongs to the request. Immutable.
 */
public final class Append {

	private final List<StoredEvent> events;

	private final List<StoredEvent> heads;

	private final @Nullable Runnable onRollback;

	private final @Nullable ConsumerProgress progress;

	private Append(List<StoredEvent> events, List<StoredEvent> heads, @Nullable Runnable onRollback,
			@Nullable ConsumerProgress progress) {
		this.events = events;
		this.heads = heads;
		this.onRollback = onRollback;
		this.progress = progress;
	}

	/**
	 * Creates a request to store the given events.
	 * @param events the events of one or several aggregates, at least one; the versions
	 * of each aggregate directly follow each other
	 * @throws IllegalArgumentException if there are no events, or if a version of an
	 * aggregate occurs twice, or if a name or the metadata contains NUL or half a
	 * surrogate pair
	 * @throws VersionGapException if a version does not directly follow the one before it
	 */
	public static Append of(List<StoredEvent> events) {
		if (events.isEmpty()) {
			throw new IllegalArgumentException("An append needs at least one event");
		}
		List<StoredEvent> copy = List.copyOf(events);
		copy.forEach(StorableText::require);
		return new Append(copy, (copy.size() == 1) ? copy : heads(copy), null, null);
	}

	private static List<StoredEvent> heads(List<StoredEvent> events) {
		List<StoredEvent> heads = new ArrayList<>();
		Map<UUID, Long> lastVersions = new HashMap<>();
		for (StoredEvent event : events) {
			Long last = lastVersions.put(event.originatorId(), event.originatorVersion());
			if (last == null) {
				heads.add(event);
			}
			else if (event.originatorVersion() <= last) {
				throw new IllegalArgumentException(
						"Two objects of the aggregate %s, or one that is used by two threads, are in one save: version %d comes after version %d. Nothing was saved. Load the aggregate once, and make all changes to that object, in one thread."
							.formatted(event.originatorId(), event.originatorVersion(), last));
			}
			else if (event.originatorVersion() > last + 1) {
				throw new VersionGapException(event.originatorType(), event.originatorId(), last,
						event.originatorVersion());
			}
		}
		return List.copyOf(heads);
	}

	/**
	 * Returns a copy of this request with an action to run if the events are stored in
	 * the caller's transaction and that transaction, or the savepoint that contains them,
	 * is rolled back. The action also runs if the outcome of the transaction is unknown.
	 * It does not run if storing fails.
	 */
	public Append onRollback(Runnable action) {
		return new Append(this.events, this.heads, action, this.progress);
	}

	/**
	 * Returns a copy of this request with the progress of the consumer that saves the
	 * events. It is stored in the same commit as the events; if it cannot be stored, the
	 * events are not stored either. The events are then not stored in the caller's
	 * transaction.
	 */
	public Append progress(ConsumerProgress value) {
		return new Append(this.events, this.heads, this.onRollback, value);
	}

	/** Returns the events to store, in order. */
	public List<StoredEvent> events() {
		return this.events;
	}

	/**
	 * Returns the first event of each aggregate: the only event whose version has to be
	 * compared with the stored events.
	 */
	public List<StoredEvent> heads() {
		return this.heads;
	}

	/** Returns the action to run on a rollback, or null if there is none. */
	public @Nullable Runnable onRollback() {
		return this.onRollback;
	}

	/**
	 * Returns the progress to store together with the events, or null if no consumer
	 * saves them.
	 */
	public @Nullable ConsumerProgress progress() {
		return this.progress;
	}

	/** Returns the total size of the payloads and metadata, in bytes. */
	public long size() {
		long size = 0;
		for (StoredEvent event : this.events) {
			size += event.size();
		}
		return size;
	}

}
