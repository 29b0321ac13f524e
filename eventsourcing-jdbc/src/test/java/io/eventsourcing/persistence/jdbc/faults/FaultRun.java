package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All kinds of faults, mixed at random. Takes one round in which each fault happens once,
 * or as long as the system property {@code stress} says, such as {@code PT30M}: a long
 * run has many rounds, each of which begins with an empty store.
 */
final class FaultRun {

	private static final boolean LONG = System.getProperty("stress") != null;

	private static final Duration DURATION = Duration.parse(System.getProperty("stress", "PT0S"));

	/**
	 * The only kinds of faults to inject, to find the reason for a violation; or empty.
	 */
	private static final String ONLY = System.getProperty("stress.faults", "");

	private static final int TIMES_IN_A_LONG_ROUND = 3;

	/** The kinds that other tests of the build inject on their own. */
	private static final Set<String> COVERED_ELSEWHERE = Set.of("NETWORK_CUT", "NETWORK_DELAYED", "NETWORK_SILENT",
			"PROCESS_RESTARTED");

	private final long end = System.nanoTime() + DURATION.toNanos();

	private final long seed = Long.getLong("stress.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final Map<String, Long> faults = new TreeMap<>();

	private final Map<String, Long> counts = new TreeMap<>();

	private final String database;

	private int rounds;

	private long events;

	private int violations;

	private int tolerated;

	FaultRun(String database) {
		this.database = database;
	}

	/**
	 * Performs the rounds, and fails after the first one that has violations.
	 * @param opener begins a round
	 */
	void run(Function<Random, FaultRound> opener) throws IOException, InterruptedException {
		try {
			do {
				try (FaultRound round = opener.apply(this.random)) {
					round(round);
				}
			}
			while (System.nanoTime() < this.end);
		}
		catch (AssertionError ex) {
			throw new AssertionError("With -Dstress.seed=" + this.seed + ": " + ex.getMessage(), ex);
		}
		finally {
			report();
		}
	}

	private void round(FaultRound round) throws IOException, InterruptedException {
		Scenario scenario = round.scenario();
		try {
			scenario.awaitSaves("the start");
			for (Fault fault : shuffled(round.faults())) {
				this.faults.merge(fault.kind(), 1L, Long::sum);
				fault.strike().run();
				scenario.awaitSaves(fault.kind());
			}
			this.events += scenario.check().size();
		}
		finally {
			this.rounds++;
			this.violations += scenario.violations().size();
			this.tolerated += scenario.violations().tolerated();
			scenario.history().counts().forEach((report, count) -> this.counts.merge(report, count, Long::sum));
		}
	}

	private List<Fault> shuffled(List<Fault> kinds) {
		List<Fault> shuffled = new ArrayList<>();
		for (int i = 0; i < (LONG ? TIMES_IN_A_LONG_ROUND : 1); i++) {
			kinds.stream().filter((each) -> isIncluded(each.kind())).forEach(shuffled::add);
		}
		Collections.shuffle(shuffled, this.random);
		return shuffled;
	}

	private static boolean isIncluded(String kind) {
		return ONLY.isEmpty() ? (LONG || !COVERED_ELSEWHERE.contains(kind)) : ONLY.contains(kind);
	}

	/** Prints the numbers of a long run, for the table in the docs. */
	private void report() {
		if (LONG) {
			System.out.printf(
					"Faults of %s, %s, seed %d: %d events in %d rounds; faults: %s; saves and reads: %s; "
							+ "%d violations, %d tolerated%n",
					DURATION, this.database, this.seed, this.events, this.rounds, this.faults, this.counts,
					this.violations, this.tolerated);
		}
	}

}
