package io.eventsourcing.persistence.recorder;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.recorder.ApplicationRecorder.Registration;

/**
 * Keeps the listeners of a {@link ApplicationRecorder}. Safe for use by many threads.
 */
@Internal
public final class AppendListeners {

	private static final Logger LOGGER = System.getLogger(AppendListeners.class.getName());

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	/**
	 * Adds a listener, also one that is there already.
	 * @return removes the listener
	 */
	public Registration add(Runnable listener) {
		Entry entry = new Entry(listener);
		this.entries.add(entry);
		return () -> this.entries.remove(entry);
	}

	/**
	 * Calls all listeners. The events are stored already, so that a listener that fails
	 * is logged and otherwise ignored.
	 */
	public void fire() {
		for (Entry entry : this.entries) {
			try {
				entry.listener.run();
			}
			catch (RuntimeException | Error ex) {
				LOGGER.log(Level.ERROR, "A listener for new events failed", ex);
			}
		}
	}

	/** Unlike a record, equal only to itself. */
	private static final class Entry {

		private final Runnable listener;

		private Entry(Runnable listener) {
			this.listener = listener;
		}

	}

}
