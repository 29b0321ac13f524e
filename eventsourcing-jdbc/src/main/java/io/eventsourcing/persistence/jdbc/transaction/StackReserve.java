package io.eventsourcing.persistence.jdbc.transaction;

/**
 * Makes a thread whose stack is almost full fail before it uses a connection. Otherwise a
 * {@link StackOverflowError} could stop it in the middle of a statement: the connection
 * would contain an unread answer, and if the thread writes the events of other callers,
 * the outcome of their saves would be unknown.
 */
public final class StackReserve {

	/**
	 * The depth of the recursion, which uses about 20 kilobytes and takes less than a
	 * microsecond.
	 */
	private static final int DEPTH = 800;

	private StackReserve() {
	}

	/**
	 * Checks that the current thread has enough stack left.
	 * @throws StackOverflowError if it does not
	 */
	public static void require() {
		descend(DEPTH);
	}

	/** Uses its argument after the call, so that each call needs a frame of its own. */
	private static int descend(int depth) {
		return (depth == 0) ? 0 : descend(depth - 1) + depth;
	}

}
