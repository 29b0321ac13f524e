package io.eventsourcing.persistence.jdbc;

import io.eventsourcing.persistence.recorder.ApplicationRecorder.Registration;

/**
 * Tells recorders of other processes that there are new events, and hears from them.
 * Nothing depends on it: readers also look by themselves from time to time. Safe for use
 * by many threads.
 */
interface WakeUps extends AutoCloseable {

	/** For databases that cannot do it, and for those who do not want it. */
	WakeUps NONE = new WakeUps() {

		@Override
		public void tell() {
		}

		@Override
		public Registration hear() {
			return () -> {
			};
		}

		@Override
		public void close() {
		}

	};

	/** Events have been committed. Returns at once. */
	void tell();

	/** Begins to hear, unless that has begun already. */
	Registration hear();

	@Override
	void close();

}
