package io.eventsourcing.persistence.memory;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.persistence.tracking.TrackingStore;

/** Keeps everything in memory, and so what is written: events of another log. */
final class MemoryTrackingStore implements TrackingStore {

	private final MemoryTrackingRecorder recorder = new MemoryTrackingRecorder(new MemoryTransactionManager());

	private final MemoryParkedEventRecorder parked = new MemoryParkedEventRecorder();

	private final MemoryRecorder events = new MemoryRecorder(() -> this.recorder, () -> this.parked);

	private final MemoryRecorder readModel = new MemoryRecorder();

	@Override
	public TrackingRecorder tracking() {
		return this.recorder;
	}

	@Override
	public LeaseRecorder leases() {
		return this.recorder;
	}

	@Override
	public ParkedEventRecorder parked() {
		return this.parked;
	}

	@Override
	public ApplicationRecorder events() {
		return this.events;
	}

	@Override
	public void write(String text) {
		this.readModel.insertEvents(Append.of(List.of(Events.event(UUID.randomUUID(), 1, text))));
	}

	@Override
	public List<String> written() {
		return Events.log(this.readModel).stream().map((notification) -> notification.event().eventType()).toList();
	}

	@Override
	public void close() {
	}

}
