package io.eventsourcing.persistence.jdbc.faults;

/**
 * Calls a task when the stack is full, and again with one frame more room each time,
 * until it succeeds. So the stack overflows at every depth of the task.
 */
final class DeepRecursion {

	private static final int STACK_BYTES = 512 * 1024;

	private final Runnable task;

	private int overflows;

	DeepRecursion(Runnable task) {
		this.task = task;
	}

	/** Returns how often the stack has overflowed. */
	int run() {
		Thread thread = new Thread(null, this::descend, "deep recursion", STACK_BYTES);
		thread.setDaemon(true);
		thread.start();
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.overflows;
	}

	private void descend() {
		try {
			descend();
		}
		catch (StackOverflowError ex) {
			this.overflows++;
			this.task.run();
		}
	}

}
