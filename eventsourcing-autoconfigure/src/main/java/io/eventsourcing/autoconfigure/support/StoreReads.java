package io.eventsourcing.autoconfigure.support;

import java.util.function.Supplier;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What health and meters read from the event store of a context. They read one value at a
 * time: while a read does not return, only its thread waits, whichever values the others
 * ask for. Thread-safe.
 */
@Internal
public final class StoreReads {

	private final ReadLock lock = new ReadLock();

	private final Cached<Long> head;

	/** Asks for the recorder late, so that start-up needs no database. */
	public StoreReads(ObjectProvider<ApplicationRecorder> recorder) {
		this.head = cached(() -> recorder.getObject().maxNotificationId());
	}

	/** Returns the notification id of the last event. */
	public long head() {
		return this.head.get();
	}

	/** Returns a value that is read at most once a second. */
	public <T> Cached<T> cached(Supplier<T> source) {
		return new Cached<>(source, Cached.INTERVAL, this.lock);
	}

}
