package io.eventsourcing.projection.runner.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;

/**
 * Stores the projections that are not stored yet, at the positions at which they start. A
 * remote log is read by an executor, because a server that does not respond would delay
 * the caller. Used by one thread.
 */
final class NewProjections {

	private static final Logger LOGGER = System.getLogger(NewProjections.class.getName());

	private final RunnerSettings settings;

	private final Executor reader;

	/** The heads of remote logs that are being read. */
	private final Map<ConsumerId, CompletableFuture<Long>> heads = new HashMap<>();

	/**
	 * @param reader runs a task that reads a remote log
	 */
	NewProjections(RunnerSettings settings, Executor reader) {
		this.settings = settings;
		this.reader = reader;
	}

	/** Returns whether any projection starts at the end of the log of its own store. */
	boolean anyStartsAtTheEndOfTheOwnLog() {
		return this.settings.consumers()
			.stream()
			.anyMatch((consumer) -> startsAtTheEnd(consumer) && consumer.upstream().isOwnLog());
	}

	/**
	 * Stores the projections that are not stored yet, without reading any remote log.
	 * @param stored the ids of the stored projections
	 */
	void registerLocally(Set<ConsumerId> stored) {
		register(stored, (consumer) -> !startsAtTheEnd(consumer) || consumer.upstream().isOwnLog());
	}

	/**
	 * Stores the projections that are not stored yet and whose start is known.
	 * @param stored the ids of the stored projections
	 * @return whether any projection is missing from the given ids
	 */
	boolean register(Set<ConsumerId> stored) {
		return register(stored, (consumer) -> true);
	}

	private boolean register(Set<ConsumerId> stored, Predicate<Consumer> filter) {
		List<Consumer> missing = this.settings.consumers()
			.stream()
			.filter((consumer) -> !stored.contains(consumer.id()))
			// The lowest version is registered first, so that it is the active one
			.sorted(Comparator.comparing(Consumer::id))
			.toList();
		// A higher version waits for a lower one whose start is not known yet
		Set<String> waiting = new HashSet<>();
		for (Consumer consumer : missing) {
			OptionalLong start = filter.test(consumer) ? start(consumer) : OptionalLong.empty();
			String name = consumer.definition().name();
			if (start.isPresent() && !waiting.contains(name)) {
				this.settings.register(consumer, start.getAsLong());
			}
			else if (stored.stream().noneMatch((id) -> id.consumer().equals(name))) {
				waiting.add(name);
			}
		}
		return !missing.isEmpty();
	}

	/**
	 * Returns the position, or nothing if the projection starts at the end of a remote
	 * log whose head is not known yet. The method is then called again later, which also
	 * retries after a failure.
	 */
	private OptionalLong start(Consumer consumer) {
		if (!startsAtTheEnd(consumer)) {
			return OptionalLong.of(0);
		}
		if (consumer.upstream().isOwnLog()) {
			return OptionalLong.of(consumer.upstream().log().maxId());
		}
		CompletableFuture<Long> head = this.heads.computeIfAbsent(consumer.id(),
				(id) -> CompletableFuture.supplyAsync(consumer.upstream().log()::maxId, this.reader));
		if (!head.isDone()) {
			return OptionalLong.empty();
		}
		this.heads.remove(consumer.id());
		try {
			return OptionalLong.of(head.join());
		}
		catch (CompletionException ex) {
			LOGGER.log(Level.DEBUG,
					"The projection '%s' could not be started, because the head of its log could not be read; this will be retried"
						.formatted(consumer.definition().name()),
					ex);
			return OptionalLong.empty();
		}
	}

	private static boolean startsAtTheEnd(Consumer consumer) {
		return consumer.definition().from() == Start.END;
	}

}
