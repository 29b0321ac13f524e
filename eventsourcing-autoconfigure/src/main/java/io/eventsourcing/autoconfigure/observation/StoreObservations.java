package io.eventsourcing.autoconfigure.observation;

import java.util.List;
import java.util.function.BiConsumer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.eventsourcing.persistence.topics.Topics;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Creates the observations of an event store.
 *
 * @param registry the registry
 * @param topics the names of aggregates
 * @param counter counts the events of saves, or null
 * @param appendConvention replaces the default names of saves, or null
 * @param loadConvention replaces the default names of loads, or null
 * @param trace adds the current trace to metadata, or null if it is not stored
 */
record StoreObservations(ObservationRegistry registry, Topics topics, @Nullable SaveCounter counter,
		@Nullable AppendObservationConvention appendConvention, @Nullable LoadObservationConvention loadConvention,
		@Nullable MetadataSource trace) {

	private static final AppendObservationConvention DEFAULT_APPEND = new DefaultAppendObservationConvention();

	private static final LoadObservationConvention DEFAULT_LOAD = new DefaultLoadObservationConvention();

	Observation append(List<DomainEvent> events) {
		return EventSourcingObservation.APPEND.observation(this.appendConvention, DEFAULT_APPEND,
				() -> new AppendObservationContext(events, this.topics), this.registry);
	}

	/** Counts the events of a save. */
	void count(List<DomainEvent> events) {
		if (this.counter != null) {
			events.forEach((event) -> this.counter.increment(aggregate(event.type().aggregateType())));
		}
	}

	/** Returns whether there is nothing that saves and loads are reported to. */
	boolean isNoop() {
		return this.registry.isNoop() && this.counter == null;
	}

	Observation load(LoadObservationContext context) {
		return EventSourcingObservation.LOAD.observation(this.loadConvention, DEFAULT_LOAD, () -> context,
				this.registry);
	}

	String aggregate(Class<? extends Aggregate> type) {
		return this.topics.register(type);
	}

	/** Adds the trace of the current observation. */
	void contributeTrace(BiConsumer<String, String> metadata) {
		if (this.trace != null) {
			this.trace.contribute(metadata);
		}
	}

}
