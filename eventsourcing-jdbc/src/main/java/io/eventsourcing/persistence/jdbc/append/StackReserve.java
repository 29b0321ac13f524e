package io.eventsourcing.persistence.jdbc.append;

/**
 * Makes a leader whose stack is almost full fail before it writes. Otherwise a
 * {@link StackOverflowError} could stop it while it writes the events of other callers,
 * and the outcome of their saves would be unknown.
 */
final class StackReserve {

	/**
	 * The depth of the recursion, which uses about 20 kilobytes and takes less than a
	 * microsecond.
	 */
	private static final int DEPTH = 800;

	private StackReserve() {
	}

	/**
	 * Checks that the current thread has enough stack left to write a group.
	 * @throws StackOverflowError if it does not
	 */
	static void require() {
		descend(DEPTH);
	}

	/** Uses its argument after the call, so that each call needs a frame of its own. */
	private static int descend(int depth) {
		return (depth == 0) ? 0 : descend(depth - 1) + depth;
	}

}
