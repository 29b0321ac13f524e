package io.eventsourcing.enhancer;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A call that returns a different result each time, so that the body of an event must not
 * make it.
 *
 * @param name the description for messages, such as {@code Instant.now()}
 * @param isClock whether it reads the time
 */
record UnrepeatableCall(String name, boolean isClock) {

	private static final Set<String> CLOCKS = Set.of("java/lang/System.currentTimeMillis", "java/lang/System.nanoTime",
			"java/util/Date.<init>", "java/util/Calendar.getInstance", "io/eventsourcing/domain/EventClock.now");

	private static final Set<String> RANDOMS = Set.of("java/util/UUID.randomUUID", "java/lang/Math.random",
			"java/lang/StrictMath.random", "java/util/Random.<init>", "java/util/SplittableRandom.<init>",
			"java/security/SecureRandom.<init>", "java/util/concurrent/ThreadLocalRandom.current",
			"io/eventsourcing/domain/Ids.create");

	/**
	 * Returns the call, or null if it is not known to return a different result each
	 * time.
	 */
	static @Nullable UnrepeatableCall find(String owner, String name, String descriptor) {
		// dates and generators created with a time or a seed are the same each time
		boolean repeatable = "<init>".equals(name) && !"()V".equals(descriptor);
		String call = owner + "." + name;
		boolean clock = CLOCKS.contains(call) || owner.startsWith("java/time/")
				&& ("now".equals(name) || "java/time/Clock".equals(owner) && name.startsWith("system"));
		if (repeatable || !clock && !RANDOMS.contains(call)) {
			return null;
		}
		String simpleOwner = owner.substring(owner.lastIndexOf('/') + 1);
		return new UnrepeatableCall(
				"<init>".equals(name) ? "new " + simpleOwner + "()" : simpleOwner + "." + name + "()", clock);
	}

	/** Returns the fix: what to use instead of the call. */
	String fix() {
		return this.isClock ? "use eventTime(), or pass the time as an argument" : "pass the value as an argument";
	}

}
