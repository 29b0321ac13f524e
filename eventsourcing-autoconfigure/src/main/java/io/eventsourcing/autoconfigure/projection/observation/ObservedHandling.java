package io.eventsourcing.autoconfigure.projection.observation;

import java.util.function.BooleanSupplier;

import io.eventsourcing.autoconfigure.observation.GuardedObservations;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** Observes live events one at a time, and older events in batches. */
final class ObservedHandling implements HandlingObserver {

	private static final HandleObservationConvention DEFAULT_HANDLE = new DefaultHandleObservationConvention();

	private static final BatchObservationConvention DEFAULT_BATCH = new DefaultBatchObservationConvention();

	private final ObservationRegistry registry;

	private final GuardedObservations guarded;

	private final @Nullable HandleObservationConvention handleConvention;

	private final @Nullable BatchObservationConvention batchConvention;

	/**
	 * @param handleConvention replaces the default names, or null
	 * @param batchConvention replaces the default names, or null
	 */
	ObservedHandling(ObservationRegistry registry, @Nullable HandleObservationConvention handleConvention,
			@Nullable BatchObservationConvention batchConvention) {
		this.registry = registry;
		this.guarded = new GuardedObservations(registry);
		this.handleConvention = handleConvention;
		this.batchConvention = batchConvention;
	}

	@Override
	public boolean catchUp(String projection, int events, BooleanSupplier transaction) {
		return this.guarded.observe(
				() -> ProjectionObservation.BATCH.observation(this.batchConvention, DEFAULT_BATCH,
						() -> new BatchObservationContext(projection, events), this.registry),
				transaction::getAsBoolean);
	}

	@Override
	public void handle(String projection, Recording event, boolean live, Runnable handling) {
		if (!live) {
			handling.run();
			return;
		}
		this.guarded.observe(() -> ProjectionObservation.HANDLE.observation(this.handleConvention, DEFAULT_HANDLE,
				() -> new HandleObservationContext(projection, event), this.registry), handling);
	}

}
