package io.eventsourcing.persistence;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;

import static org.awaitility.Awaitility.await;

/**
 * Writers that save events of a few dogs in different ways, get into each other's way and
 * go on whatever happens. What became of each save is kept.
 */
public final class Load {

	private static final int DOGS = 20;

	private static final int PROGRESS = 200;

	private final ApplicationRecorder recorder;

	private final List<WayToSave> waysToSave;

	private final List<UUID> dogs = new ArrayList<>();

	private final Map<Long, Notification> stored = new ConcurrentSkipListMap<>();

	private final Queue<List<StoredEvent>> unknown = new ConcurrentLinkedQueue<>();

	private final Map<String, Long> outcomes = new ConcurrentSkipListMap<>();

	private final AtomicLong saves = new AtomicLong();

	private final String name = UUID.randomUUID().toString();

	private final List<Future<?>> writers = new ArrayList<>();

	private volatile boolean stopped;

	/**
	 * @param kennel where the dogs are: loads of one kennel write to the same streams
	 */
	public Load(ApplicationRecorder recorder, List<WayToSave> waysToSave, String kennel) {
		this.recorder = recorder;
		this.waysToSave = waysToSave;
		for (int i = 0; i < DOGS; i++) {
			this.dogs.add(UUID.nameUUIDFromBytes((kennel + i).getBytes(StandardCharsets.UTF_8)));
		}
	}

	public Load start(int count) {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		for (int i = 0; i < count; i++) {
			Random random = new Random(i);
			this.writers.add(threads.submit(() -> write(random)));
		}
		threads.shutdown();
		return this;
	}

	/** Returns when some more saves have been stored. */
	public void awaitProgress() {
		int before = this.stored.size();
		await().atMost(Duration.ofMinutes(1)).until(() -> this.stored.size() > before + PROGRESS);
	}

	/** Returns when the last save has ended. */
	public void stop() throws InterruptedException, ExecutionException {
		this.stopped = true;
		for (Future<?> writer : this.writers) {
			writer.get();
		}
	}

	/** What was reported as stored, by id. */
	public Map<Long, Notification> stored() {
		return this.stored;
	}

	/** The saves of which nobody could say what became of them. */
	public List<List<StoredEvent>> unknown() {
		return List.copyOf(this.unknown);
	}

	/** How many saves ended how: stored, rolled back, or with which exception. */
	public Map<String, Long> outcomes() {
		return this.outcomes;
	}

	private void write(Random random) {
		while (!this.stopped) {
			try {
				save(eventsToSave(random), random);
			}
			catch (RuntimeException ex) {
				count("failed to load");
			}
			pause(random);
		}
	}

	private void save(List<StoredEvent> events, Random random) {
		try {
			WayToSave way = this.waysToSave.get(random.nextInt(this.waysToSave.size()));
			long id = way.save(this.recorder, events, random);
			for (int i = 0; id > 0 && i < events.size(); i++) {
				this.stored.put(id + i, new Notification(id + i, events.get(i)));
			}
			count((id > 0) ? "stored" : "rolled back");
		}
		catch (SaveOutcomeUnknownException ex) {
			this.unknown.add(events);
			count(ex.getClass().getSimpleName());
		}
		catch (RecordConflictException ex) {
			count("RecordConflictException");
		}
		catch (RuntimeException ex) {
			count(ex.getClass().getSimpleName());
		}
	}

	private void count(String outcome) {
		this.outcomes.merge(outcome, 1L, Long::sum);
	}

	/** Loads one or two dogs and makes some events of each. */
	private List<StoredEvent> eventsToSave(Random random) {
		List<StoredEvent> events = new ArrayList<>();
		int first = random.nextInt(DOGS);
		for (int dog = first; dog <= first + random.nextInt(2); dog++) {
			UUID id = this.dogs.get(dog % DOGS);
			List<StoredEvent> last = Events.stream(this.recorder, id, EventRange.all().latestFirst().limit(1));
			long version = last.isEmpty() ? 0 : last.get(0).originatorVersion();
			events.addAll(Events.events(id, version + 1, version + 1 + random.nextInt(3)));
		}
		return Events.marked(events, this.name + '/' + this.saves.incrementAndGet());
	}

	public static void pause(Random random) {
		LockSupport.parkNanos(random.nextInt(1_000_000));
	}

}
