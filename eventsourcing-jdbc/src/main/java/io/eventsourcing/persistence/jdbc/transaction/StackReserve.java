package io.eventsourcing.persistence.jdbc.transaction;

/**
 * Makes a thread whose stack is almost full fail before it uses a connection. Otherwise a
 * {@link StackOverflowError} could stop it in the middle of a statement: the connection
 * would contain an unread answer, and if the thread writes the events of other callers,
 * the outcome of their saves would be unknown.
 */
public final class StackReserve {

	/**
	 * The depth of the recursion, which uses about 20 kilobytes and takes about half a
	 * microsecond.
	 */
	private static final int DEPTH = 800;

	/** A depth that uses about four kilobytes. */
	private static final int SMALL_DEPTH = 160;

	private StackReserve() {
	}

	/**
	 * Checks that the current thread has enough stack left to use a connection.
	 * @throws StackOverflowError if it does not
	 */
	public static void require() {
		descend(DEPTH);
	}

	/**
	 * Checks that the current thread has enough stack left to take and release a lock,
	 * and to wake another thread. Many callers need no connection, and the full check
	 * would displace 20 kilobytes of the processor's cache.
	 * @throws StackOverflowError if it does not
	 */
	public static void requireSmall() {
		descend(SMALL_DEPTH);
	}

	/** Uses its argument after the call, so that each call needs a frame of its own. */
	private static int descend(int depth) {
		return (depth == 0) ? 0 : descend(depth - 1) + depth;
	}

}
