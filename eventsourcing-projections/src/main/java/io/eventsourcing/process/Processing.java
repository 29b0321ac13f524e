package io.eventsourcing.process;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.binding.EventHandlers;
import org.jspecify.annotations.Nullable;

/**
 * The event that a {@link ProcessApplication} is handling, and the aggregates that it has
 * changed in response. Used by the thread that handles the event, until the policy
 * returns.
 */
public final class Processing {

	private static final ThreadLocal<@Nullable Processing> CURRENT = new ThreadLocal<>();

	private final Recording recording;

	private final @Nullable EventHandlers handlers;

	/** Those of all events that are saved together. */
	private final List<EventSource> sources;

	private boolean ended;

	/**
	 * @param sources receives the collected aggregates; it contains those of the other
	 * parts of the stored event, which are saved together
	 */
	Processing(Recording recording, @Nullable EventHandlers handlers, List<EventSource> sources) {
		this.recording = recording;
		this.handlers = handlers;
		this.sources = sources;
	}

	/** Returns the object of the policy that the current thread runs, for its methods. */
	static @Nullable Processing current() {
		return CURRENT.get();
	}

	/** Returns the event that is being handled. */
	public DomainEvent event() {
		return this.recording.event();
	}

	/** Returns the event that is being handled, with its notification id. */
	public Recording recording() {
		return this.recording;
	}

	/**
	 * Adds aggregates, or individual events, whose pending events are saved together with
	 * the position when the policy has returned. An aggregate may be collected before it
	 * is changed: from then on, {@link ProcessApplication#repository()} returns the
	 * collected object.
	 * @throws IllegalArgumentException if another object of the same aggregate has
	 * already been collected
	 * @throws IllegalStateException if the policy has already returned
	 */
	public void collectEvents(EventSource... sources) {
		if (this.ended) {
			throw new IllegalStateException(
					"The policy has already returned, so its events can no longer be saved. Collect events only while the policy runs, in its thread.");
		}
		for (EventSource source : sources) {
			requireOnlyObject(Objects.requireNonNull(source, "source"));
			this.sources.add(source);
		}
	}

	private void requireOnlyObject(EventSource source) {
		if (source instanceof Aggregate aggregate) {
			Aggregate collected = collected(Aggregate.class, aggregate.id());
			if (collected != null && collected != aggregate) {
				throw new IllegalArgumentException(
						"Another object of the aggregate %s, a %s, has already been collected, and only one can be saved. Load each aggregate once, or collect it as soon as it is loaded: repository() then returns the collected object."
							.formatted(aggregate.id(), aggregate.getClass().getName()));
			}
		}
	}

	/** Calls the annotated method that handles the event. */
	void callHandler() {
		if (this.handlers != null) {
			this.handlers.handle(List.of(this.recording));
		}
	}

	/** Runs a policy in the current thread. */
	void run(Runnable policy) {
		CURRENT.set(this);
		try {
			policy.run();
		}
		finally {
			CURRENT.remove();
			this.ended = true;
		}
	}

	/**
	 * Returns the aggregate that was collected, or null. Another object of the same
	 * aggregate could not be saved together with it.
	 */
	<A extends Aggregate> @Nullable A collected(Class<A> type, UUID id) {
		return this.sources.stream()
			.filter(type::isInstance)
			.map(type::cast)
			.filter((aggregate) -> aggregate.id().equals(id))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return "Processing[notificationId=" + this.recording.notificationId() + ", collected="
				+ Arrays.toString(this.sources.stream().map((source) -> source.getClass().getSimpleName()).toArray())
				+ "]";
	}

}
