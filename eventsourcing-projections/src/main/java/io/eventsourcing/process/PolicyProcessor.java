package io.eventsourcing.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.projection.EventHandlingException;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.runner.consumer.EventProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the policy of a process application for one event at a time, and saves what it has
 * collected. Thread-safe.
 */
final class PolicyProcessor implements EventProcessor {

	/** The number of conflicts in a row after which the attempt counts as failed. */
	static final int MAX_ATTEMPTS = 10;

	private static final long SHORTEST_PAUSE_MICROS = 50;

	private final ProcessApplication application;

	private final @Nullable EventHandlers handlers;

	private final Predicate<DomainEvent> selected;

	/**
	 * @param selected returns whether the application handles an event, which is not
	 * certain if it is the result of upcasting
	 */
	PolicyProcessor(ProcessApplication application, @Nullable EventHandlers handlers, Predicate<DomainEvent> selected) {
		this.application = application;
		this.handlers = handlers;
		this.selected = selected;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The metadata replaces that of the thread, so that the context of a reader does not
	 * become part of the events.
	 */
	@Override
	public boolean process(List<Recording> recordings, ConsumerProgress progress) {
		Recording first = recordings.get(0);
		try (Metadata.Scope scope = Metadata.replacedBy(consequenceOf(first))) {
			for (int attempt = 1;; attempt++) {
				EventSource[] changed = runPolicy(recordings);
				if (changed.length == 0) {
					return false;
				}
				try {
					this.application.repository().save(progress, changed);
					return true;
				}
				catch (RecordConflictException ex) {
					if (attempt == MAX_ATTEMPTS) {
						throw new EventSourcingException(
								"The events that the process application '%s' saves for notification %d were in conflict with other saves %d times in a row"
									.formatted(this.application.name(), first.notificationId(), attempt),
								ex);
					}
					pause(attempt);
				}
			}
		}
	}

	private static Map<String, String> consequenceOf(Recording recording) {
		String id = Long.toString(recording.notificationId());
		Map<String, String> metadata = new HashMap<>();
		metadata.put(Metadata.CORRELATION_ID, recording.event().metadata().getOrDefault(Metadata.CORRELATION_ID, id));
		metadata.put(Metadata.CAUSATION_ID, id);
		return metadata;
	}

	/** Returns the collected aggregates that have pending events. */
	private EventSource[] runPolicy(List<Recording> recordings) {
		List<EventSource> sources = new ArrayList<>();
		for (Recording recording : recordings) {
			if (this.selected.test(recording.event())) {
				runPolicy(recording, new Processing(recording, this.handlers, sources));
			}
		}
		return sources.stream().filter((source) -> !source.pendingEvents().isEmpty()).toArray(EventSource[]::new);
	}

	private void runPolicy(Recording recording, Processing processing) {
		try {
			ConsumerScope.runPolicy(this.application.name(),
					() -> processing.run(() -> this.application.policy(recording.event(), processing)));
		}
		catch (EventHandlingException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new EventHandlingException("The policy of " + this.application.name(), recording, ex);
		}
	}

	/**
	 * Waits for a short, random time, so that two processes do not keep conflicting.
	 */
	private static void pause(int attempt) {
		LockSupport.parkNanos(
				TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MICROS << attempt)));
	}

}
