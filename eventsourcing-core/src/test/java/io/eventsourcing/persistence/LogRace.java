package io.eventsourcing.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers that conflict, pause and roll back, against readers that follow the log without
 * ever looking back. Takes two seconds, or what the system property {@code stress} says,
 * such as {@code PT30M}.
 */
public final class LogRace {

	private static final Duration DURATION = Duration.parse(System.getProperty("stress", "PT2S"));

	private static final int WRITERS = 8;

	private static final int READERS = 3;

	private static final int DOGS = 20;

	private final Recorder recorder;

	private final List<WayToSave> waysToSave;

	private final List<UUID> dogs = new ArrayList<>();

	private final Map<Long, Notification> stored = new ConcurrentSkipListMap<>();

	private final AtomicInteger conflicts = new AtomicInteger();

	private final List<List<Notification>> readings = new ArrayList<>();

	private volatile long lastId = Long.MAX_VALUE;

	public LogRace(Recorder recorder, List<WayToSave> waysToSave) {
		this.recorder = recorder;
		this.waysToSave = waysToSave;
		for (int i = 0; i < DOGS; i++) {
			this.dogs.add(UUID.randomUUID());
		}
	}

	public void run() throws InterruptedException, ExecutionException {
		long end = System.nanoTime() + DURATION.toNanos();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
		List<Future<List<Notification>>> readers = new ArrayList<>();
		List<Future<?>> writers = new ArrayList<>();
		for (int i = 0; i < READERS; i++) {
			Random random = new Random(i);
			readers.add(threads.submit(() -> read(random)));
		}
		for (int i = 0; i < WRITERS; i++) {
			Random random = new Random(i);
			writers.add(threads.submit(() -> write(random, end)));
		}
		threads.shutdown();
		try {
			for (Future<?> writer : writers) {
				writer.get();
			}
		}
		finally {
			this.lastId = this.recorder.maxNotificationId();
		}
		for (Future<List<Notification>> reader : readers) {
			this.readings.add(reader.get());
		}
	}

	/** What was reported as stored, by id. */
	public List<Notification> stored() {
		return List.copyOf(this.stored.values());
	}

	/** What each of the readers has seen, in the order in which it did. */
	public List<List<Notification>> readings() {
		return this.readings;
	}

	public int conflicts() {
		return this.conflicts.get();
	}

	private void write(Random random, long end) {
		while (System.nanoTime() < end) {
			List<StoredEvent> events = eventsToSave(random);
			try {
				WayToSave way = this.waysToSave.get(random.nextInt(this.waysToSave.size()));
				long id = way.save(this.recorder, events, random);
				for (int i = 0; id > 0 && i < events.size(); i++) {
					this.stored.put(id + i, new Notification(id + i, events.get(i)));
				}
			}
			catch (RecordConflictException ex) {
				this.conflicts.incrementAndGet();
			}
			pause(random);
		}
	}

	/** Loads one or two dogs and adds some events to each. */
	private List<StoredEvent> eventsToSave(Random random) {
		List<StoredEvent> events = new ArrayList<>();
		int first = random.nextInt(DOGS);
		for (int dog = first; dog <= first + random.nextInt(2); dog++) {
			UUID id = this.dogs.get(dog % DOGS);
			List<StoredEvent> last = Events.stream(this.recorder, id, EventRange.all().latestFirst().limit(1));
			long version = last.isEmpty() ? 0 : last.get(0).originatorVersion();
			events.addAll(Events.events(id, version + 1, version + 1 + random.nextInt(3)));
		}
		return events;
	}

	private List<Notification> read(Random random) {
		List<Notification> seen = new ArrayList<>();
		long after = 0;
		while (after < this.lastId) {
			NotificationQuery query = NotificationQuery.after(after, 1 + random.nextInt(20));
			List<Notification> page = this.recorder.selectNotifications(query);
			seen.addAll(page);
			after = page.isEmpty() ? after : page.get(page.size() - 1).id();
		}
		return seen;
	}

	public static void pause(Random random) {
		LockSupport.parkNanos(random.nextInt(1_000_000));
	}

}
