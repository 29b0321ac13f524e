package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * Passes the event from which an aggregate is rebuilt to the constructor of
 * {@link Aggregate}, in a thread-local. The user's constructor, which is called with the
 * arguments of the event, cannot pass it on.
 */
final class Replay {

	private static final ThreadLocal<@Nullable DomainEvent> CURRENT = new ThreadLocal<>();

	private Replay() {
	}

	static Aggregate create(DomainEvent event) {
		DomainEvent outer = CURRENT.get();
		CURRENT.set(event);
		try {
			return event.type().handler().create(event);
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * Returns the event to rebuild from, but only to the first object of the event's
	 * class: the constructor may create other objects of the same class.
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
