package io.eventsourcing.projection.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.binding.ProjectionNames;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Passes events to the {@link EventHandler} methods of a projection in the calling
 * thread, for tests. No event is saved, and no position is stored.
 * <p>
 * The methods are checked and bound as they are when an application starts, and each
 * event is converted to its stored form and back. By default, events are written as JSON
 * with the defaults of the library, and no transaction is begun. Not thread-safe.
 */
public final class ProjectionTester {

	private final Object projection;

	private final String name;

	private Topics topics = new Topics();

	private EventMapper mapper = EventMapper.of(this.topics, new JacksonTranscoder());

	private TransactionOperations transactions = TransactionOperations.withoutTransaction();

	private long lastId;

	private ProjectionTester(Object projection) {
		this.projection = Objects.requireNonNull(projection, "projection");
		Class<?> type = AopUtils.getTargetClass(projection);
		this.name = name(type);
	}

	private static String name(Class<?> type) {
		Projection annotation = AnnotatedElementUtils.findMergedAnnotation(type, Projection.class);
		return (annotation != null) ? ProjectionNames.of(annotation) : type.getSimpleName();
	}

	/**
	 * Creates a tester for a projection.
	 * @param projection the projection, usually created with {@code new}
	 * @param aggregateTypes the classes of aggregates whose events the projection
	 * handles, except those of aggregates that are passed to the first call of
	 * {@link #given}
	 */
	@SafeVarargs
	public static ProjectionTester of(Object projection, Class<? extends Aggregate>... aggregateTypes) {
		ProjectionTester tester = new ProjectionTester(projection);
		Arrays.stream(aggregateTypes).forEach(tester.topics::register);
		return tester;
	}

	/**
	 * Converts events with the given mapper, for example that of the Spring context,
	 * instead of the default one.
	 * @param mapper the mapper
	 * @param topics the names that the mapper uses
	 */
	public ProjectionTester withMapper(EventMapper mapper, Topics topics) {
		this.mapper = Objects.requireNonNull(mapper, "mapper");
		Topics before = this.topics;
		this.topics = Objects.requireNonNull(topics, "topics");
		before.eventTypes().values().forEach((type) -> topics.register(type.aggregateType()));
		return this;
	}

	/**
	 * Handles the events of each call of {@link #given} in a separate transaction, which
	 * is committed at the end of the call. A projection that uses
	 * {@link io.eventsourcing.projection.jdbc.JdbcBatch} needs this.
	 * @param transactions runs the transactions, for example a
	 * {@code TransactionTemplate}
	 */
	public ProjectionTester withTransactions(TransactionOperations transactions) {
		this.transactions = Objects.requireNonNull(transactions, "transactions");
		return this;
	}

	/**
	 * Passes the pending events of aggregates, and individual events, to the projection
	 * in order, as one batch. Their notification ids continue those of the previous call,
	 * starting with 1. The events are no longer pending afterwards, so an aggregate can
	 * be changed and given again.
	 * @throws IllegalArgumentException if there are no pending events
	 * @throws AssertionError if the projection handles none of the events
	 * @throws ProjectionDefinitionException if a method of the projection cannot be bound
	 * @throws io.eventsourcing.persistence.UnsupportedEventException if an event of the
	 * aggregate's class could not be stored
	 * @throws io.eventsourcing.persistence.MapperException if an event cannot be
	 * converted to its stored form or back
	 * @throws io.eventsourcing.projection.EventHandlingException if a method throws an
	 * exception
	 */
	public ProjectionTester given(EventSource... sources) {
		List<DomainEvent> events = Arrays.stream(sources).flatMap((source) -> source.pendingEvents().stream()).toList();
		if (events.isEmpty()) {
			throw new IllegalArgumentException(
					"There are no pending events to give to the projection '%s'. Give it aggregates before they are saved, and change them before they are given again."
						.formatted(this.name));
		}
		List<StoredEvent> stored = events.stream().map(this.mapper::toStoredEvent).toList();
		EventHandlers bound = bind();
		List<Recording> recordings = handled(stored, bound);
		if (recordings.isEmpty()) {
			throw new AssertionError("The projection '%s' handles none of the events %s".formatted(this.name,
					stored.stream().map(StoredEvent::topic).distinct().toList()));
		}
		this.transactions
			.executeWithoutResult((status) -> ConsumerScope.run(this.name, () -> bound.handle(recordings)));
		this.lastId += stored.size();
		Arrays.stream(sources).forEach(EventSource::collectEvents);
		return this;
	}

	/** Binds the methods to all aggregates that are known, including those just given. */
	private EventHandlers bind() {
		try {
			return EventHandlers.of(this.projection, this.topics);
		}
		catch (ProjectionDefinitionException ex) {
			ProjectionDefinitionException hint = new ProjectionDefinitionException(ex.problem(), ex.fix()
					+ " If the projection also handles events of another aggregate, pass its class to ProjectionTester.of.");
			hint.initCause(ex);
			throw hint;
		}
	}

	/** As in production, events that no method handles are not decoded. */
	private List<Recording> handled(List<StoredEvent> events, EventHandlers bound) {
		List<Recording> recordings = new ArrayList<>();
		long id = this.lastId;
		for (StoredEvent event : events) {
			id++;
			if (bound.handles(event.topic())) {
				long position = id;
				this.mapper.toDomainEvents(event, (each) -> recordings.add(new Recording(each, position)));
			}
		}
		return recordings;
	}

}
