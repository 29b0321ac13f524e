package io.eventsourcing.autoconfigure.projection.observation;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import org.slf4j.MDC;

/**
 * Adds the projection and its event to the logging context while the event is handled.
 */
final class MdcHandling implements HandlingObserver {

	static final String PROJECTION = "eventsourcing.projection";

	static final String NOTIFICATION = "eventsourcing.notification";

	static final String AGGREGATE = "eventsourcing.aggregate";

	@Override
	public void handle(String projection, Recording event, boolean live, Runnable handling) {
		MDC.put(PROJECTION, projection);
		MDC.put(NOTIFICATION, Long.toString(event.notificationId()));
		MDC.put(AGGREGATE, event.event().originatorId().toString());
		try {
			handling.run();
		}
		finally {
			MDC.remove(PROJECTION);
			MDC.remove(NOTIFICATION);
			MDC.remove(AGGREGATE);
		}
	}

}
