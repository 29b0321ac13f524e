package io.eventsourcing.persistence.jdbc.faults;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/** Fills the heap of this JVM to the last bytes, and keeps it full for a while. */
final class FilledHeap {

	private static final int LARGEST = 1024 * 1024;

	private static final int SMALLEST = 16;

	private FilledHeap() {
	}

	static void fill(long nanos) {
		long end = System.nanoTime() + nanos;
		Block blocks = null;
		while (System.nanoTime() < end) {
			for (int size = LARGEST; size >= SMALLEST;) {
				try {
					blocks = new Block(new byte[size], blocks);
				}
				catch (OutOfMemoryError ex) {
					size /= 2;
				}
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

	private record Block(byte[] bytes, @Nullable Block next) {
	}

}
