package io.eventsourcing.persistence.recorder;

import java.time.Duration;
import java.util.List;

/**
 * Learns how a recorder groups and writes saves, for measurements. Called by a thread
 * that saves, after the commit; it must be fast and thread-safe. An exception that it
 * throws is logged and otherwise ignored. Saves within a transaction of the caller are
 * not reported, because the caller commits them.
 */
@FunctionalInterface
public interface AppendObserver {

	/** Observes nothing, and costs nothing. */
	AppendObserver NONE = (group) -> {
	};

	/** Returns an observer that calls the given ones in turn. */
	static AppendObserver of(List<AppendObserver> observers) {
		return switch (observers.size()) {
			case 0 -> NONE;
			case 1 -> observers.get(0);
			default -> (group) -> observers.forEach((observer) -> observer.stored(group));
		};
	}

	/** Called when a group of saves has been stored in one transaction. */
	void stored(Group group);

	/**
	 * A group of saves that were written together.
	 *
	 * @param saves the number of saves
	 * @param events the number of their events
	 * @param waited the time that the save which waited longest has waited for the groups
	 * before
	 * @param written the duration of the transaction, including the waits for a
	 * connection and for the append lock
	 */
	record Group(int saves, int events, Duration waited, Duration written) {
	}

}
