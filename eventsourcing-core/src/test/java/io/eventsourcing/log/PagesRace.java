package io.eventsourcing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers that do not wait begin at random positions, with topics and without, and now
 * and then go back, while writers write and a subscription waits some of the time.
 */
final class PagesRace {

	private static final int WRITERS = 4;

	private static final int SAVES = 200;

	private static final int READERS = 12;

	private final ApplicationRecorder recorder;

	private final NotificationLog log;

	PagesRace(ApplicationRecorder recorder, NotificationLog log) {
		this.recorder = recorder;
		this.log = log;
	}

	void run() throws Exception {
		List<Reader<Integer>> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			int seed = i;
			writers.add(Reader.of(() -> write(new Random(seed))));
		}
		Reader<Long> dispatcher = Reader.of(this::dispatch);
		List<Reader<Integer>> readers = new ArrayList<>();
		for (int i = 0; i < READERS; i++) {
			int seed = i;
			readers.add(Reader.of(() -> read(new Random(seed))));
		}
		for (Reader<Integer> writer : writers) {
			writer.result();
		}
		save(100, "Ended");
		for (Reader<Integer> reader : readers) {
			assertThat(reader.result()).isPositive();
		}
		assertThat(dispatcher.result()).isPositive();
	}

	private int write(Random random) {
		for (int i = 0; i < SAVES; i++) {
			save(1 + random.nextInt(4), (random.nextInt(8) == 0) ? "Adopted" : "TrickAdded");
		}
		return SAVES;
	}

	private void save(int count, String name) {
		List<StoredEvent> events = new ArrayList<>();
		UUID dog = UUID.randomUUID();
		for (int version = 1; version <= count; version++) {
			events.add(Events.event(dog, version, name));
		}
		this.recorder.insertEvents(Append.of(events));
	}

	/** Follows the end of the log, and pauses now and then. */
	private long dispatch() {
		Random random = new Random(-1);
		List<Notification> seen = new ArrayList<>();
		try (Subscription subscription = this.log.subscribe(NotificationQuery.after(0, 10))) {
			while (seen.isEmpty() || !seen.get(seen.size() - 1).topic().equals("Dog.Ended")) {
				seen.addAll(subscription.nextPage());
				assertThat(subscription.position()).isEqualTo(seen.get(seen.size() - 1).id());
				if (random.nextInt(5) == 0) {
					LockSupport.parkNanos(random.nextInt(10_000_000));
				}
			}
			assertThat(seen).isEqualTo(all(NotificationQuery.after(0, 1).upTo(subscription.position())));
		}
		return seen.size();
	}

	/** Reads to the end, and compares with what a reader of the whole log sees. */
	private int read(Random random) {
		long after = (long) (this.log.maxId() * random.nextDouble());
		NotificationQuery query = NotificationQuery.after(after, 1 + random.nextInt(15))
			.topics(random.nextBoolean() ? Set.of("Dog.Adopted", "Dog.Ended") : Set.of());
		NotificationPages pages = this.log.pages(query);
		TreeMap<Long, Notification> seen = new TreeMap<>();
		while (seen.isEmpty() || !seen.lastEntry().getValue().topic().equals("Dog.Ended")) {
			long before = pages.position();
			List<Notification> page = pages.next();
			assertThat(pages.position()).isGreaterThanOrEqualTo(before);
			for (Notification notification : page) {
				assertThat(notification.id()).isGreaterThan(before).isLessThanOrEqualTo(pages.position());
				before = notification.id();
				assertThat(seen.put(notification.id(), notification)).isNull();
			}
			if (random.nextInt(10) == 0) {
				goBack(pages, Math.max(after, pages.position() - random.nextInt(3 * query.limit())), seen);
			}
			if (page.isEmpty()) {
				LockSupport.parkNanos(100_000);
			}
		}
		assertThat(seen.values()).containsExactlyElementsOf(all(query.upTo(seen.lastKey())));
		return seen.size();
	}

	/** Forgets the last notifications, which are then to be returned again. */
	private static void goBack(NotificationPages pages, long id, TreeMap<Long, Notification> seen) {
		pages.continueAfter(id);
		seen.tailMap(id, false).clear();
	}

	private List<Notification> all(NotificationQuery query) {
		return this.recorder
			.selectNotifications(new NotificationQuery(query.after(), query.upTo(), Integer.MAX_VALUE, query.topics()));
	}

}
