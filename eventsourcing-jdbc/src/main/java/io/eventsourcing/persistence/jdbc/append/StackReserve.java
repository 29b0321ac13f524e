package io.eventsourcing.persistence.jdbc.append;

/**
 * Makes a caller whose stack is almost full fail before it becomes the leader. Otherwise
 * a {@link StackOverflowError} could stop it while it writes the events of other callers,
 * and the outcome of their saves would be unknown.
 */
final class StackReserve {

	/** The depth of the recursion, which uses about 50 kilobytes. */
	private static final int DEPTH = 200;

	private StackReserve() {
	}

	/**
	 * Checks that the current thread has enough stack left to write a group.
	 * @throws StackOverflowError if it does not
	 */
	static void require() {
		descend(DEPTH, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
	}

	/**
	 * Has many arguments, which are used after the recursive call, so that each frame is
	 * large.
	 */
	private static long descend(int depth, long a, long b, long c, long d, long e, long f, long g, long h, long i,
			long j, long k, long l, long m, long n, long o, long p) {
		if (depth == 0) {
			return a;
		}
		long below = descend(depth - 1, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a);
		return below ^ a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l ^ m ^ n ^ o ^ p;
	}

}
