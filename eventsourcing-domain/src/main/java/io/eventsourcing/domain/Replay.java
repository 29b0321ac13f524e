package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * Tells the constructor of an aggregate that it is called to rebuild the aggregate, and
 * from which event: the aggregate's own constructor cannot pass that on.
 */
final class Replay {

	private static final ThreadLocal<@Nullable DomainEvent> CURRENT = new ThreadLocal<>();

	private Replay() {
	}

	static Aggregate create(DomainEvent event) {
		DomainEvent outer = CURRENT.get();
		CURRENT.set(event);
		try {
			return event.type().handler().create(event.payload());
		}
		finally {
			restore(outer);
		}
	}

	/** The event to rebuild from, given to the first object of its class only. */
	static @Nullable DomainEvent take(Class<?> type) {
		DomainEvent event = CURRENT.get();
		if (event == null || event.type().aggregateType() != type) {
			return null;
		}
		CURRENT.remove();
		return event;
	}

	private static void restore(@Nullable DomainEvent outer) {
		if (outer != null) {
			CURRENT.set(outer);
		}
		else {
			CURRENT.remove();
		}
	}

}
