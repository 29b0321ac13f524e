package io.eventsourcing.test.support;

import java.util.List;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Internal;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the exception that a call has thrown, or not.
 */
@Internal
public final class Thrown {

	private Thrown() {
	}

	public static void requireNone(@Nullable Throwable thrown) {
		if (thrown != null) {
			throw new AssertionError("The call has thrown an exception: %s".formatted(thrown), thrown);
		}
	}

	/** Requires an exception of a class, and that there were no events before it. */
	public static <T extends Throwable> AbstractThrowableAssert<?, T> require(Class<T> type, @Nullable Throwable thrown,
			List<DomainEvent> events) {
		if (thrown == null) {
			throw new AssertionError("Expected a %s, but nothing was thrown. The events were:\n%s"
				.formatted(type.getName(), EventText.lines(events)));
		}
		if (!type.isInstance(thrown)) {
			throw new AssertionError("Expected a %s, but was: %s".formatted(type.getName(), thrown), thrown);
		}
		if (!events.isEmpty()) {
			throw new AssertionError("Expected no events because of %s, but were:\n%s\nCheck before the first event."
				.formatted(thrown, EventText.lines(events)), thrown);
		}
		return new ThrowableAssert<>(type.cast(thrown));
	}

}
