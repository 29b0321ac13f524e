package io.eventsourcing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.jdbc.JdbcBatch;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures how fast handlers bring a read model up to date, in events per second. */
final class ProjectionBenchmark {

	private static final int[] EVENTS_PER_TRANSACTION = { 1, 10, 100, 500 };

	private static final int DOGS = 50;

	private static final int TRICKS_PER_DOG = 100;

	private static final int KINDS_OF_TRICKS = 200;

	/** There are eight comparisons of four implementations each. */
	private static final int SHORTER = 3;

	private ProjectionBenchmark() {
	}

	static void run(Database database, Rounds rounds, Report report) throws Exception {
		Rounds shorter = new Rounds(rounds.count(), rounds.length().dividedBy(SHORTER));
		List<Recording> recordings = recordings();
		ReadModel.create(database.dataSource(), recordings);
		report.title("Catch-up of a read model, " + database.name());
		report.table("events per transaction x updates per event", "hand-written, per second",
				"hand-written batches, per second", "JdbcTemplate, per second", "JdbcBatch, per second",
				"JdbcTemplate / hand-written", "JdbcTemplate / hand-written batches",
				"JdbcBatch / hand-written batches");
		for (int statements = 1; statements <= 2; statements++) {
			for (int events : EVENTS_PER_TRANSACTION) {
				List<Double> rates = shorter.rates(1, implementations(database, statements, recordings, events));
				report.row(row(events, statements, rates));
			}
		}
	}

	private static List<Recording> recordings() {
		Random random = new Random(1);
		List<DomainEvent> events = new ArrayList<>();
		for (int i = 0; i < DOGS; i++) {
			Dog dog = new Dog("Fido");
			for (int trick = 0; trick < TRICKS_PER_DOG; trick++) {
				dog.addTrick(Samples.TRICK + random.nextInt(KINDS_OF_TRICKS), 3, Samples.TEACHER);
			}
			events.addAll(dog.pendingEvents().subList(1, TRICKS_PER_DOG + 1));
		}
		List<Recording> recordings = new ArrayList<>();
		events.forEach((event) -> recordings.add(new Recording(event, recordings.size() + 1)));
		return recordings;
	}

	private static List<IntFunction<Rounds.Operation>> implementations(Database database, int statements,
			List<Recording> recordings, int events) {
		ReadModel plain = new ReadModel(database.dataSource(), statements);
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
		Topics topics = new Topics();
		topics.register(Dog.class);
		EventHandlers oneByOne = EventHandlers.of(TrickHandlers.oneByOne(jdbc, statements), topics);
		EventHandlers batched = EventHandlers.of(TrickHandlers.batched(new JdbcBatch(jdbc), statements), topics);
		return List.of(pages(recordings, events, plain::handleOneByOne),
				pages(recordings, events, plain::handleInBatches),
				pages(recordings, events, (page) -> handle(transaction, jdbc, oneByOne, page)),
				pages(recordings, events, (page) -> handle(transaction, jdbc, batched, page)));
	}

	/** A transaction that handles some events. */
	@FunctionalInterface
	private interface PageHandler {

		void handle(List<Recording> page) throws Exception;

	}

	/**
	 * Returns the operation that handles the next events, and the first ones again at the
	 * end.
	 */
	private static IntFunction<Rounds.Operation> pages(List<Recording> recordings, int events, PageHandler handler) {
		int[] next = { 0 };
		return (thread) -> () -> {
			handler.handle(recordings.subList(next[0], next[0] + events));
			next[0] = (next[0] + events) % recordings.size();
		};
	}

	private static void handle(TransactionTemplate transaction, JdbcTemplate jdbc, EventHandlers handlers,
			List<Recording> page) {
		transaction.executeWithoutResult((status) -> {
			jdbc.update(ReadModel.MOVE, page.size());
			handlers.handle(page);
		});
	}

	private static String[] row(int events, int statements, List<Double> rates) {
		return new String[] { events + " x " + statements, rate(rates.get(0) * events), rate(rates.get(1) * events),
				rate(rates.get(2) * events), rate(rates.get(3) * events), ratio(rates.get(2), rates.get(0)),
				ratio(rates.get(2), rates.get(1)), ratio(rates.get(3), rates.get(1)) };
	}

	private static String rate(double perSecond) {
		return String.format(Locale.ROOT, "%,.0f", perSecond);
	}

	private static String ratio(double first, double second) {
		return String.format(Locale.ROOT, "%.2f", first / second);
	}

}
