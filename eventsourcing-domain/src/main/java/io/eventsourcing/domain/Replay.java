package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * Tells the constructor of {@link Aggregate} that it is called to rebuild an aggregate,
 * and from which event. The user's constructor, which is called with the arguments of the
 * event, cannot pass that on; a thread-local does.
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

	/**
	 * Returns the event to rebuild from, to the first object of the event's class only:
	 * the constructor may create others of the same class.
	 */
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
