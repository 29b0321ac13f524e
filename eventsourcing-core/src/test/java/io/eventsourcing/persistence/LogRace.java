package io.eventsourcing.persistence;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Writers that conflict, pause and roll back, against readers that follow the log. Takes
 * two seconds, or what the system property {@code stress} says, such as {@code PT30M}: a
 * long race has many rounds, each of which begins with an empty log.
 */
public final class LogRace {

	private static final boolean LONG = System.getProperty("stress") != null;

	private static final Duration DURATION = Duration.parse(System.getProperty("stress", "PT2S"));

	private static final Duration SHORT_ROUND = Duration.ofSeconds(2);

	private static final Duration ROUND = Duration.ofSeconds(20);

	/** The time after which outcomes that are missing are no longer waited for. */
	private static final Duration EXTENSION = Duration.ofSeconds(30);

	private static final int WRITERS = 8;

	private final long end = System.nanoTime() + DURATION.toNanos();

	private final Map<String, Long> outcomes = new TreeMap<>();

	private int rounds;

	private long events;

	/**
	 * Returns whether the time is up and saves have ended in all of these ways. On a slow
	 * machine, this takes further rounds.
	 */
	public boolean isOver(Set<String> expected) {
		long overtime = System.nanoTime() - this.end;
		return overtime >= EXTENSION.toNanos() || overtime >= 0 && this.outcomes.keySet().containsAll(expected);
	}

	/** Fails if a reader misses something, or if something is stored that must not be. */
	public void round(ApplicationRecorder recorder, List<WayToSave> waysToSave)
			throws InterruptedException, ExecutionException {
		List<LogFollower> followers = List.of(LogFollower.reading(recorder, 1), LogFollower.reading(recorder, 2),
				LogFollower.subscribed(recorder, 10), LogFollower.subscribed(recorder, 1000));
		long now = System.nanoTime();
		long endOfRound = now + Math.max(SHORT_ROUND.toNanos(), Math.min(this.end - now, ROUND.toNanos()));
		Load load = new Load(recorder, waysToSave, UUID.randomUUID().toString()).start(WRITERS);
		await().forever().until(() -> System.nanoTime() >= endOfRound);
		load.stop();
		List<Notification> log = LoadChecks.check(recorder, load);
		assertThat(load.unknown()).isEmpty();
		for (LogFollower follower : followers) {
			assertThat(follower.seenUpTo(recorder.maxNotificationId())).isEqualTo(log);
			assertThat(follower.failures()).isZero();
		}
		this.rounds++;
		this.events += log.size();
		load.outcomes().forEach((outcome, count) -> this.outcomes.merge(outcome, count, Long::sum));
	}

	/** How many saves ended how. */
	public Map<String, Long> outcomes() {
		return this.outcomes;
	}

	/** For the records, if the race was a long one. */
	public void report(String database) {
		if (LONG) {
			System.out.printf("Race of %s, %s: %d events in %d rounds, each read by 4 readers; saves: %s%n", DURATION,
					database, this.events, this.rounds, this.outcomes);
		}
	}

}
