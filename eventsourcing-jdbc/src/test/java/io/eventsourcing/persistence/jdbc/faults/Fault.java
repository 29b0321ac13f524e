package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;

/**
 * A fault that hits the processes of a scenario.
 *
 * @param kind the name of its kind
 * @param strike makes it happen, and returns when it has ended, so that saves have to
 * succeed again
 */
record Fault(String kind, Strike strike) {

	/** What happens. */
	@FunctionalInterface
	interface Strike {

		void run() throws IOException, InterruptedException;

	}

}
