package io.eventsourcing.projection.runner;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.binding.EventHandlers;

/** A store of one test, with what projections need, and a read model. */
abstract class ProjectionStore implements AutoCloseable {

	private final Topics topics = new Topics();

	private final EventMapper mapper = EventMapper.of(this.topics, new JacksonTranscoder());

	ProjectionStore() {
		this.topics.register(Dog.class);
	}

	void register(Class<? extends Aggregate> type) {
		this.topics.register(type);
	}

	abstract ApplicationRecorder recorder();

	abstract NotificationLog log();

	abstract TrackingRecorder tracking();

	abstract LeaseRecorder leases();

	abstract ParkedEventRecorder parkedEvents();

	/** Adds an entry to the read model, in the transaction of the calling thread. */
	abstract void write(String projection, long notificationId);

	/** Removes all entries of a projection, in the transaction of the calling thread. */
	abstract void delete(String projection);

	/** Returns the entries of a projection, in the order in which they were added. */
	abstract List<Long> read(String projection);

	/** Returns whether an entry is removed if its transaction is rolled back. */
	abstract boolean isTransactional();

	EventHandlers bind(Object bean) {
		return EventHandlers.of(bean, this.topics);
	}

	ProjectionRunnerBuilder runner() {
		return runner(tracking());
	}

	ProjectionRunnerBuilder runner(TrackingRecorder tracking) {
		return ProjectionRunner.builder(log(), this.mapper, tracking, leases(), parkedEvents());
	}

	/** Saves the pending events of aggregates, in one transaction. */
	List<Recording> save(Aggregate... aggregates) {
		List<Recording> saved = new ArrayList<>();
		for (Aggregate aggregate : aggregates) {
			saved.addAll(EventStore.of(this.mapper, recorder()).put(aggregate.collectEvents()));
		}
		return saved;
	}

	/** Adds events of one aggregate with the topic Dog.TrickAdded, without attributes. */
	abstract void fill(int count);

	@Override
	public abstract void close();

}
