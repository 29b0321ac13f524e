package io.eventsourcing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Subscriptions begin at random times and positions, with topics and without, fast and
 * slow, and are interrupted, while writers write and roll back.
 */
final class SubscriptionRace {

	private static final int WRITERS = 4;

	private static final int SAVES = 200;

	private static final int SUBSCRIPTIONS = 24;

	private final ApplicationRecorder recorder;

	private final NotificationLog log;

	private final TransactionTemplate transaction;

	private final AtomicInteger interrupts = new AtomicInteger();

	SubscriptionRace(ApplicationRecorder recorder, NotificationLog log, TransactionTemplate transaction) {
		this.recorder = recorder;
		this.log = log;
		this.transaction = transaction;
	}

	void run() throws Exception {
		List<Reader<Integer>> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			int seed = i;
			writers.add(Reader.of(() -> write(new Random(seed))));
		}
		List<Reader<Integer>> readers = new ArrayList<>();
		for (int i = 0; i < SUBSCRIPTIONS; i++) {
			int seed = i;
			readers.add(Reader.of(() -> read(new Random(seed))));
		}
		for (Reader<Integer> writer : writers) {
			readers.get(writers.indexOf(writer)).interrupt();
			writer.result();
		}
		// An interrupted reader notices it when it waits, at the latest at the end of the
		// log
		await().until(() -> this.interrupts.get() > 0);
		save(100, "Ended");
		for (Reader<Integer> reader : readers) {
			assertThat(reader.result()).isPositive();
		}
	}

	private int write(Random random) {
		for (int i = 0; i < SAVES; i++) {
			int count = 1 + random.nextInt(4);
			if (random.nextInt(5) == 0) {
				this.transaction.executeWithoutResult((status) -> {
					save(count, "Adopted");
					status.setRollbackOnly();
				});
			}
			else {
				save(count, (random.nextInt(8) == 0) ? "Adopted" : "TrickAdded");
			}
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

	/** Returns the last id; a pool refuses a connection to an interrupted thread. */
	private long maxId() {
		while (true) {
			try {
				return this.log.maxId();
			}
			catch (StoreUnavailableException ex) {
				this.interrupts.incrementAndGet();
			}
		}
	}

	/** Reads to the end, and compares with what a reader of the whole log sees. */
	private int read(Random random) {
		long after = (long) (maxId() * random.nextDouble());
		boolean rare = random.nextBoolean();
		NotificationQuery query = NotificationQuery.after(after, 1 + random.nextInt(15))
			.topics(rare ? Set.of("Dog.Adopted", "Dog.Ended") : Set.of());
		boolean slow = random.nextInt(4) == 0;
		List<Notification> seen = new ArrayList<>();
		try (Subscription subscription = this.log.subscribe(query)) {
			while (seen.isEmpty() || !seen.get(seen.size() - 1).topic().equals("Dog.Ended")) {
				next(subscription, seen);
				if (slow && random.nextInt(20) == 0) {
					LockSupport.parkNanos(random.nextInt(20_000_000));
				}
			}
		}
		NotificationQuery all = query.upTo(seen.get(seen.size() - 1).id());
		assertThat(seen).isEqualTo(this.recorder
			.selectNotifications(new NotificationQuery(all.after(), all.upTo(), Integer.MAX_VALUE, all.topics())));
		return seen.size();
	}

	private void next(Subscription subscription, List<Notification> seen) {
		try {
			seen.add(subscription.next());
		}
		catch (EventSourcingException ex) {
			assertThat(Thread.interrupted()).isTrue();
			this.interrupts.incrementAndGet();
		}
	}

}
