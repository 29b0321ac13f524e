package io.eventsourcing.projection.runner;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.memory.MemoryParkedEventRecorder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.TrackingRecorder;

final class MemoryProjectionStore extends ProjectionStore {

	private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

	private final MemoryTrackingRecorder tracking = new MemoryTrackingRecorder();

	private final MemoryParkedEventRecorder parkedEvents = new MemoryParkedEventRecorder();

	private final MemoryRecorder recorder = new MemoryRecorder(() -> this.tracking, () -> this.parkedEvents);

	private final StoppableNotificationLog log = NotificationLog.builder(this.recorder).build();

	private final Map<String, List<Long>> entries = new ConcurrentHashMap<>();

	@Override
	ApplicationRecorder recorder() {
		return this.recorder;
	}

	@Override
	NotificationLog log() {
		return this.log;
	}

	@Override
	TrackingRecorder tracking() {
		return this.tracking;
	}

	@Override
	LeaseRecorder leases() {
		return this.tracking;
	}

	@Override
	ParkedEventRecorder parkedEvents() {
		return this.parkedEvents;
	}

	@Override
	void write(String projection, long notificationId) {
		entries(projection).add(notificationId);
	}

	@Override
	void delete(String projection) {
		entries(projection).clear();
	}

	@Override
	List<Long> read(String projection) {
		return List.copyOf(entries(projection));
	}

	private List<Long> entries(String projection) {
		return this.entries.computeIfAbsent(projection, (key) -> new CopyOnWriteArrayList<>());
	}

	@Override
	void fill(int count) {
		UUID id = UUID.randomUUID();
		Instant now = Instant.now();
		this.recorder.insertEvents(Append.of(LongStream.rangeClosed(1, count)
			.mapToObj((version) -> StoredEvent.builder(id, version)
				.type("Dog", "TrickAdded")
				.eventVersion(1)
				.timestamp(now)
				.payload(EMPTY)
				.build())
			.toList()));
	}

	@Override
	boolean isTransactional() {
		return false;
	}

	@Override
	public void close() {
		this.log.close();
	}

}
