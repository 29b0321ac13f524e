package io.eventsourcing.projection.runner;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;

/** Counts the transactions in which positions move, and records the new positions. */
final class CountingTracking implements TrackingRecorder {

	private final TrackingRecorder tracking;

	private final List<Long> positions = new CopyOnWriteArrayList<>();

	CountingTracking(TrackingRecorder tracking) {
		this.tracking = tracking;
	}

	int advances() {
		return this.positions.size();
	}

	/** The positions to which the transactions moved, in order. */
	List<Long> positions() {
		return this.positions;
	}

	@Override
	public void register(ConsumerId consumer, int partitions, long notificationId) {
		this.tracking.register(consumer, partitions, notificationId);
	}

	@Override
	public Optional<TrackedConsumer> find(ConsumerId consumer) {
		return this.tracking.find(consumer);
	}

	@Override
	public List<TrackedConsumer> consumers() {
		return this.tracking.consumers();
	}

	@Override
	public boolean advance(TrackedPosition expected, long to, Runnable work) {
		this.positions.add(to);
		return this.tracking.advance(expected, to, work);
	}

	@Override
	public int recordFailure(TrackedPosition expected, long failedId, String cause) {
		return this.tracking.recordFailure(expected, failedId, cause);
	}

	@Override
	public int recordStart(TrackedPosition expected, long notificationId) {
		return this.tracking.recordStart(expected, notificationId);
	}

	@Override
	public UUID bindLog(ConsumerId consumer, UUID identity) {
		return this.tracking.bindLog(consumer, identity);
	}

	@Override
	public void change(String consumer, UnaryOperator<ConsumerVersions> change, Runnable last) {
		this.tracking.change(consumer, change, last);
	}

}
