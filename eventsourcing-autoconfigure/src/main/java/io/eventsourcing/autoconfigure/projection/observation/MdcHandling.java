package io.eventsourcing.autoconfigure.projection.observation;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Adds the projection and its event to the logging context while the event is handled.
 */
final class MdcHandling implements HandlingObserver {

	static final String PROJECTION = "eventsourcing.projection";

	static final String NOTIFICATION = "eventsourcing.notification";

	static final String AGGREGATE = "eventsourcing.aggregate";

	/** Restores what was there before: a caller's thread may handle events itself. */
	@Override
	public void handle(String projection, Recording event, boolean live, Runnable handling) {
		String outerProjection = put(PROJECTION, projection);
		String outerNotification = put(NOTIFICATION, Long.toString(event.notificationId()));
		String outerAggregate = put(AGGREGATE, event.event().originatorId().toString());
		try {
			handling.run();
		}
		finally {
			restore(PROJECTION, outerProjection);
			restore(NOTIFICATION, outerNotification);
			restore(AGGREGATE, outerAggregate);
		}
	}

	private static @Nullable String put(String key, String value) {
		String outer = MDC.get(key);
		MDC.put(key, value);
		return outer;
	}

	private static void restore(String key, @Nullable String outer) {
		if (outer != null) {
			MDC.put(key, outer);
		}
		else {
			MDC.remove(key);
		}
	}

}
