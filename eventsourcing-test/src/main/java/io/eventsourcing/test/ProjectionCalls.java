package io.eventsourcing.test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.binding.ProjectionNames;
import io.eventsourcing.test.support.EventFormat;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Calls the methods of a projection as an application does, except that the calling
 * thread handles the events.
 */
final class ProjectionCalls {

	private final Object projection;

	private final String name;

	private EventFormat format = EventFormat.ofAnnotations();

	private TransactionOperations transactions = TransactionOperations.withoutTransaction();

	private long lastId;

	ProjectionCalls(Object projection) {
		this.projection = projection;
		this.name = name(AopUtils.getTargetClass(projection));
	}

	private static String name(Class<?> type) {
		Projection annotation = AnnotatedElementUtils.findMergedAnnotation(type, Projection.class);
		return (annotation != null) ? ProjectionNames.of(annotation) : type.getSimpleName();
	}

	void register(Class<? extends Aggregate> type) {
		this.format.topics().register(type);
	}

	/** Uses another format, which also gets the classes that are already known. */
	void use(EventFormat other) {
		this.format.topics().aggregates().forEach((known) -> other.topics().register(known.type()));
		this.format = other;
	}

	void use(TransactionOperations other) {
		this.transactions = other;
	}

	void handle(List<DomainEvent> events) {
		if (events.isEmpty()) {
			throw new IllegalArgumentException(
					"There are no pending events to give to the projection '%s'. Give it aggregates before they are saved, and change them before they are given again."
						.formatted(this.name));
		}
		handleStored(events.stream().map(this.format.mapper()::toStoredEvent).toList());
	}

	void handle(GivenEvent... events) {
		UUID id = Ids.create();
		List<StoredEvent> stored = new ArrayList<>();
		for (GivenEvent event : events) {
			stored.add(event.of(id, stored.size() + 1L));
		}
		handleStored(stored);
	}

	private void handleStored(List<StoredEvent> stored) {
		EventHandlers bound = bind();
		List<Recording> recordings = handled(stored, bound);
		if (recordings.isEmpty()) {
			throw new AssertionError("The projection '%s' handles none of the events %s".formatted(this.name,
					stored.stream().map(StoredEvent::topic).distinct().toList()));
		}
		this.transactions
			.executeWithoutResult((status) -> ConsumerScope.run(this.name, () -> bound.handle(recordings)));
		this.lastId += stored.size();
	}

	/** Binds the methods to all aggregates that are known, including those just given. */
	private EventHandlers bind() {
		try {
			return EventHandlers.of(this.projection, this.format.topics());
		}
		catch (ProjectionDefinitionException ex) {
			throw new ProjectionDefinitionException(ex.problem(), ex.fix()
					+ " If the projection also handles events of another aggregate, pass its class to ProjectionScenario.of.",
					ex);
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
				this.format.mapper().toDomainEvents(event, (each) -> recordings.add(new Recording(each, position)));
			}
		}
		return recordings;
	}

}
