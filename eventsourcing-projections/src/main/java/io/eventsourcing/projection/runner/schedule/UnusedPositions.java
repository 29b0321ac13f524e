package io.eventsourcing.projection.runner.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.runner.consumer.Consumer;

/**
 * Names the stored projections whose code this process does not contain and that no other
 * process runs, once after each start. The code may have been removed or renamed, but it
 * may also belong to another service on the same database that is stopped at the moment.
 * Used by one thread.
 */
final class UnusedPositions {

	private static final Logger LOGGER = System.getLogger(UnusedPositions.class.getName());

	private final List<Consumer> consumers;

	private boolean reported;

	UnusedPositions(List<Consumer> consumers) {
		this.consumers = consumers;
	}

	/** Logs their names, unless that has already been done. */
	void report(Collection<TrackedConsumer> rows) {
		if (this.reported) {
			return;
		}
		this.reported = true;
		TreeSet<String> unused = rows.stream()
			.filter((row) -> !row.leased() && !isHere(row.id()))
			.map((row) -> describe(row.id()))
			.collect(Collectors.toCollection(TreeSet::new));
		if (!unused.isEmpty()) {
			LOGGER.log(Level.INFO,
					"These projections have positions, but are neither in this application nor run by another process: %s. If they were removed, delete their positions with ProjectionOperations.forget(..)."
						.formatted(String.join(", ", unused)));
		}
	}

	private boolean isHere(ConsumerId id) {
		return this.consumers.stream().anyMatch((each) -> each.id().equals(id.partition(0)));
	}

	/** Names what distinguishes the position from those of this process. */
	private String describe(ConsumerId id) {
		if (this.consumers.stream().noneMatch((each) -> each.id().consumer().equals(id.consumer()))) {
			return "'%s'".formatted(id.consumer());
		}
		boolean otherLog = this.consumers.stream()
			.anyMatch((each) -> each.id().consumer().equals(id.consumer()) && each.id().version() == id.version());
		return otherLog ? "'%s' in the log '%s'".formatted(id.consumer(), id.upstream())
				: "'%s' version %d".formatted(id.consumer(), id.version());
	}

}
