package io.eventsourcing.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Processes that do the same work until they are killed, one after another, each at a
 * random moment, and replaced by new ones.
 */
public final class KilledProcesses implements AutoCloseable {

	private static final Duration STRESS = Duration.parse(System.getProperty("stress", "PT0S"));

	private final Supplier<Process> program;

	private final List<Process> running = new ArrayList<>();

	private final Random random = new Random();

	private int kills;

	/**
	 * Starts processes.
	 * @param count the number of processes that run at the same time
	 * @param program starts a process
	 */
	public KilledProcesses(int count, Supplier<Process> program) {
		this.program = program;
		for (int i = 0; i < count; i++) {
			this.running.add(program.get());
		}
	}

	/**
	 * Returns whether the system property {@code stress}, a duration such as
	 * {@code PT30M}, asks for a long run.
	 */
	public static boolean isStress() {
		return !STRESS.isZero();
	}

	/**
	 * Kills at least as many processes as given and, in a long run, continues for the
	 * duration that was asked for.
	 * @param awaitProgress waits until the processes, or those that are left, have done
	 * further work
	 */
	public void kill(int minimum, Runnable awaitProgress) throws InterruptedException {
		long end = System.nanoTime() + STRESS.toNanos();
		while (this.kills < minimum || System.nanoTime() < end) {
			awaitProgress.run();
			TimeUnit.MILLISECONDS.sleep(this.random.nextInt(300));
			int victim = this.random.nextInt(this.running.size());
			this.running.get(victim).destroyForcibly().waitFor();
			this.kills++;
			if (this.running.size() > 1) {
				awaitProgress.run();
			}
			this.running.set(victim, this.program.get());
		}
		awaitProgress.run();
	}

	/** Returns the number of processes that were killed. */
	public int kills() {
		return this.kills;
	}

	@Override
	public void close() {
		this.running.forEach(Process::destroyForcibly);
	}

}
