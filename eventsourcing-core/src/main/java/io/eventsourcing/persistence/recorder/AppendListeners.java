package io.eventsourcing.persistence.recorder;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;

/**
 * The listeners of a {@link NotificationRecorder}, for use by its implementations.
 * Thread-safe.
 */
@Internal
public final class AppendListeners {

	private static final Logger LOGGER = System.getLogger(AppendListeners.class.getName());

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	/**
	 * Adds a listener. A listener that is added twice is called twice.
	 * @return the registration, which removes the listener when it is closed
	 */
	public Registration add(Runnable listener) {
		Entry entry = new Entry(listener);
		this.entries.add(entry);
		return () -> this.entries.remove(entry);
	}

	/**
	 * Calls all listeners, and throws nothing. The events are already stored, so the
	 * failure of a listener is logged and otherwise ignored: it must neither fail the
	 * save nor prevent the other listeners from being called.
	 */
	public void fire() {
		for (Entry entry : this.entries) {
			try {
				entry.listener.run();
			}
			catch (Throwable ex) {
				log(ex);
			}
		}
	}

	private static void log(Throwable failure) {
		try {
			LOGGER.log(Level.ERROR, "A listener for new events failed", failure);
		}
		catch (Throwable ex) {
			// Without memory or stack, nothing can be logged, and the save must not fail
		}
	}

	/**
	 * A registration. Unlike a record, it is equal only to itself, because a listener may
	 * be added twice.
	 */
	private static final class Entry {

		private final Runnable listener;

		private Entry(Runnable listener) {
			this.listener = listener;
		}

	}

}
