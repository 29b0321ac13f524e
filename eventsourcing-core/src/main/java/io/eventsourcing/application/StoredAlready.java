package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.recorder.EventRange;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Determines whether a save conflicted with itself: whether the version that could not be
 * stored is already stored with the very same event.
 */
final class StoredAlready {

	private StoredAlready() {
	}

	/**
	 * Returns the exception to throw for a conflict. In a caller's transaction, this is
	 * the given exception, because the database may have aborted the transaction, so that
	 * nothing can be read in it.
	 */
	static RecordConflictException explain(RecordConflictException conflict, List<DomainEvent> events,
			EventStore store) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return conflict;
		}
		try {
			List<DomainEvent> stored = stored(conflict, store);
			return (!stored.isEmpty() && events.containsAll(stored)) ? RecordConflictException.ofSameEvent(conflict)
					: conflict;
		}
		catch (RuntimeException ex) {
			conflict.addSuppressed(ex);
			return conflict;
		}
	}

	private static List<DomainEvent> stored(RecordConflictException conflict, EventStore store) {
		List<DomainEvent> stored = new ArrayList<>(1);
		long version = conflict.originatorVersion();
		store.read(conflict.originatorId(), EventRange.all().after(version - 1).upTo(version), stored::add);
		return stored;
	}

}
