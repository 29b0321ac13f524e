package io.eventsourcing.application;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.SelectedEvents;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.topics.Topics;

/**
 * The notification log as domain events: the events of all aggregates, in the order in
 * which they became visible. Thread-safe.
 */
public final class EventLog {

	private static final int IDS_PAGE_SIZE = 500;

	private final NotificationLog log;

	private final EventMapper mapper;

	private final Topics topics;

	/**
	 * Creates a log of domain events.
	 * @param log the log of the stored events
	 * @param mapper converts the stored events to domain events
	 * @param topics the names of the events
	 */
	public EventLog(NotificationLog log, EventMapper mapper, Topics topics) {
		this.log = Objects.requireNonNull(log, "log");
		this.mapper = Objects.requireNonNull(mapper, "mapper");
		this.topics = Objects.requireNonNull(topics, "topics");
	}

	/** Returns the object that converts the stored events to domain events. */
	public EventMapper mapper() {
		return this.mapper;
	}

	/** Returns the names of the events. */
	public Topics topics() {
		return this.topics;
	}

	/**
	 * Returns the ids of all aggregates of a class, in the order of their creation. The
	 * stream reads the log page by page as it is consumed; it need not be closed.
	 * Aggregates of subclasses are not included.
	 */
	public Stream<UUID> ids(Class<? extends Aggregate> type) {
		this.topics.register(type);
		Set<String> creations = EventType.of(type)
			.stream()
			.filter(EventType::isCreation)
			.flatMap((each) -> this.topics.topicsOf(type, each.name()).stream())
			.collect(Collectors.toSet());
		return notifications(NotificationQuery.after(0, IDS_PAGE_SIZE).topics(creations))
			.filter((each) -> each.event().originatorVersion() == 1)
			.map((each) -> each.event().originatorId());
	}

	private Stream<Notification> notifications(NotificationQuery query) {
		return Stream
			.iterate(this.log.select(query), (page) -> !page.isEmpty(),
					(page) -> this.log.select(query.continuedAfter(page.get(page.size() - 1).id())))
			.flatMap(List::stream);
	}

	/**
	 * Follows the log: returns the existing events after a position, and then each new
	 * one.
	 * @param after the notification id of the last event that is already known, or 0 to
	 * start with the first event
	 * @return a subscription, which the caller must close
	 * @throws IllegalArgumentException if the id is negative
	 * @throws io.eventsourcing.domain.EventSourcingException if the log is stopped,
	 * because its application is shutting down
	 */
	public EventSubscription subscribe(long after) {
		return new EventSubscription(this.log.subscribe(after), this.mapper, (event) -> true);
	}

	/**
	 * Follows the events that an aggregate class declares, like {@link #subscribe(long)}.
	 * Registers the class if it is not registered yet.
	 * @param after the notification id of the last event that is already known, or 0
	 * @param type the aggregate class
	 * @return a subscription, which the caller must close
	 */
	public EventSubscription subscribe(long after, Class<? extends Aggregate> type) {
		return new EventSubscription(this.log.subscribe(after, this.topics.topicsOf(type)), this.mapper,
				(event) -> true);
	}

	/**
	 * Follows the events that match the query, like
	 * {@link NotificationLog#subscribe(NotificationQuery)}. Events that are stored under
	 * aliases of the topics, and those that upcasting turns into matching events, are
	 * included.
	 * @return a subscription, which the caller must close
	 * @throws io.eventsourcing.persistence.topics.TopicException if a topic is not known,
	 * for example because its class has not been registered yet
	 */
	public EventSubscription subscribe(NotificationQuery query) {
		SelectedEvents selected = SelectedEvents.of(this.topics, query.topics());
		return new EventSubscription(this.log.subscribe(query.topics(selected.topics())), this.mapper,
				selected::contains);
	}

}
