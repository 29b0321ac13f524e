package io.eventsourcing.sample.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendListeners;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** The simplest store: a list. It knows neither transactions nor positions. */
final class ListRecorder implements ApplicationRecorder {

	private final AppendListeners listeners = new AppendListeners();

	/** Guarded by this object. */
	private final List<Notification> log = new ArrayList<>();

	@Override
	public long insertEvents(Append append) {
		long firstId = insert(append);
		this.listeners.fire();
		return firstId;
	}

	private synchronized long insert(Append append) {
		if (append.progress() != null) {
			throw new UnsupportedOperationException("This store does not keep the positions of consumers");
		}
		append.heads().forEach(this::requireNext);
		long firstId = this.log.size() + 1L;
		append.events().forEach((event) -> this.log.add(new Notification(this.log.size() + 1L, event)));
		return firstId;
	}

	private void requireNext(StoredEvent event) {
		long last = stream(event.originatorId()).count();
		if (event.originatorVersion() <= last) {
			throw RecordConflictException.of(event.originatorType(), event.originatorId(), event.originatorVersion(),
					null);
		}
		if (event.originatorVersion() > last + 1) {
			throw new VersionGapException(event.originatorType(), event.originatorId(), last,
					event.originatorVersion());
		}
	}

	private Stream<StoredEvent> stream(UUID originatorId) {
		return this.log.stream().map(Notification::event).filter((event) -> event.originatorId().equals(originatorId));
	}

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		select(originatorId, range).forEach(consumer);
	}

	private synchronized List<StoredEvent> select(UUID originatorId, EventRange range) {
		Comparator<StoredEvent> order = Comparator.comparing(StoredEvent::originatorVersion);
		return stream(originatorId)
			.filter((event) -> event.originatorVersion() > range.after() && event.originatorVersion() <= range.upTo())
			.sorted(range.descending() ? order.reversed() : order)
			.limit(range.limit())
			.map((event) -> range.metadata() ? event : event.toBuilder().metadata(null).build())
			.toList();
	}

	@Override
	public synchronized OptionalLong findNotificationId(EventId id) {
		return this.log.stream()
			.filter((each) -> each.originatorId().equals(id.originatorId()))
			.filter((each) -> each.event().originatorVersion() == id.originatorVersion())
			.mapToLong(Notification::id)
			.findFirst();
	}

	@Override
	public synchronized List<Notification> selectNotifications(NotificationQuery query) {
		return this.log.stream()
			.filter((each) -> each.id() > query.after() && each.id() <= query.upTo())
			.filter((each) -> query.topics().isEmpty() || query.topics().contains(each.topic()))
			.limit(query.limit())
			.toList();
	}

	@Override
	public synchronized long maxNotificationId() {
		return this.log.size();
	}

	@Override
	public Registration onAppend(Runnable listener) {
		return this.listeners.add(listener);
	}

}
