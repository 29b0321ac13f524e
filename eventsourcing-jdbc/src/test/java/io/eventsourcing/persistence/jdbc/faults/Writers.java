package io.eventsourcing.persistence.jdbc.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.Load;
import io.eventsourcing.persistence.WayToSave;
import io.eventsourcing.persistence.jdbc.VirtualThreads;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;

import static org.awaitility.Awaitility.await;

/**
 * Threads that save events of the same few aggregates in different ways, so that they
 * conflict, and continue after every failure.
 */
final class Writers {

	private static final int AGGREGATES = 20;

	private final ApplicationRecorder recorder;

	private final Saver saver;

	private final List<WayToSave> waysToSave;

	private final String process;

	private final List<UUID> aggregates = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicLong saves = new AtomicLong();

	private volatile boolean stopped;

	/**
	 * @param process the name of the process, with which the names of its saves begin
	 */
	Writers(ApplicationRecorder recorder, Saver saver, List<WayToSave> waysToSave, String schema, String process) {
		this.recorder = recorder;
		this.saver = saver;
		this.waysToSave = waysToSave;
		this.process = process;
		for (int i = 0; i < AGGREGATES; i++) {
			this.aggregates.add(UUID.nameUUIDFromBytes((schema + i).getBytes(StandardCharsets.UTF_8)));
		}
	}

	Writers start(int count) {
		for (int i = 0; i < count; i++) {
			Random random = new Random(i);
			this.threads.add(VirtualThreads.startIfPossible(this.process + " writer " + i, () -> write(random)));
		}
		return this;
	}

	private void write(Random random) {
		while (!this.stopped) {
			try {
				saveOnce(random);
			}
			catch (RuntimeException | Error ex) {
				// the journal has it, if it was a save that failed
				Load.pause(random);
			}
			Thread.interrupted();
			Load.pause(random);
		}
	}

	/** Saves events of one or two aggregates. */
	void saveOnce(Random random) {
		List<StoredEvent> events = new ArrayList<>();
		int first = random.nextInt(AGGREGATES);
		for (int i = first; i <= first + random.nextInt(2); i++) {
			UUID id = this.aggregates.get(i % AGGREGATES);
			List<StoredEvent> last = Events.stream(this.recorder, id, EventRange.all().latestFirst().limit(1));
			long version = last.isEmpty() ? 0 : last.get(0).originatorVersion();
			events.addAll(Events.events(id, version + 1, version + 1 + random.nextInt(3)));
		}
		WayToSave way = this.waysToSave.get(random.nextInt(this.waysToSave.size()));
		this.saver.save(this.process + '/' + this.saves.incrementAndGet(), events, way, random);
	}

	/** Interrupts one of the threads. */
	void interrupt(Random random) {
		this.threads.get(random.nextInt(this.threads.size())).interrupt();
	}

	/** Returns when the last save has ended. */
	void stop() {
		this.stopped = true;
		this.saver.stop();
		await("the writers of " + this.process).atMost(1, TimeUnit.MINUTES)
			.until(() -> this.threads.stream().noneMatch(Thread::isAlive));
	}

}
