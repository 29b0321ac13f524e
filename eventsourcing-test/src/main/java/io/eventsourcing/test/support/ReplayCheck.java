package io.eventsourcing.test.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.domain.Replacement;

/**
 * Proves that the events of an aggregate rebuild it as it is.
 * <p>
 * Bodies of events that depend on more than their arguments and the state would have the
 * same result again if nothing else has changed meanwhile, so a replay sees another time
 * and other ids than the first run.
 */
@Internal
public final class ReplayCheck {

	private static final Clock OTHER_TIME = Clock.fixed(Instant.parse("2999-12-31T00:00:00Z"), ZoneOffset.UTC);

	private static final String QUESTIONS = "Do the bodies of its events depend on anything but their arguments and the state, such as a clock or random values? Or does a method that is not decorated change the state? Fields that are not part of the state, such as a lock, must be transient.";

	private ReplayCheck() {
	}

	public static <A extends Aggregate> A rebuildEqual(A aggregate, Supplier<A> replay) {
		A rebuilt;
		try {
			rebuilt = inOtherCircumstances(replay);
		}
		catch (RuntimeException ex) {
			throw new AssertionError(
					"%s cannot be rebuilt from its events, because of: %s\nDo the bodies of its events fail when they run again? Checks belong before the event, in a method that is not decorated, or must depend on nothing but the arguments and the state."
						.formatted(aggregate, ex),
					ex);
		}
		List<String> differences = StateComparison.differences(aggregate, rebuilt);
		if (!differences.isEmpty()) {
			throw new AssertionError(mismatch(aggregate, rebuilt, differences));
		}
		return rebuilt;
	}

	private static String mismatch(Aggregate aggregate, Aggregate rebuilt, List<String> differences) {
		return "The events of the aggregate do not lead to its state.\nAfter the calls:\n  %s\nrebuilt from its events:\n  %s\ndifferent in:\n  %s\n%s"
			.formatted(aggregate, rebuilt, String.join("\n  ", differences), QUESTIONS);
	}

	public static <T> T inOtherCircumstances(Supplier<T> replay) {
		awaitNextMillisecond();
		try (Replacement clock = EventClock.bind(OTHER_TIME); Replacement ids = Ids.bind(UUID::randomUUID)) {
			return replay.get();
		}
	}

	/** A body that has read the system clock would otherwise see the same time again. */
	private static void awaitNextMillisecond() {
		long start = System.currentTimeMillis();
		while (System.currentTimeMillis() == start) {
			Thread.onSpinWait();
		}
	}

}
