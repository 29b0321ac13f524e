package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.eventsourcing.application.Application;
import io.eventsourcing.autoconfigure.actuate.endpoint.EventStoreDescriptor.AggregateDescriptor;
import io.eventsourcing.autoconfigure.datasource.StoreProperty;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;
import io.eventsourcing.domain.EventParameter;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jdbc.schema.SchemaInfo;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.ReadableAggregate;
import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/** Creates the description of the event store of a context. Thread-safe. */
final class EventStoreDescriptorFactory {

	private final ApplicationRecorder recorder;

	private final Topics topics;

	private final ListableBeanFactory beanFactory;

	private final @Nullable SchemaInfo schema;

	EventStoreDescriptorFactory(ApplicationRecorder recorder, Topics topics, ListableBeanFactory beanFactory,
			@Nullable EventSourcingSchemaVerifier verifier) {
		this.recorder = recorder;
		this.topics = topics;
		this.beanFactory = beanFactory;
		this.schema = (verifier != null) ? verifier.schema() : null;
	}

	EventStoreDescriptor create(Map<String, ProjectionDescriptor> projections) {
		SchemaInfo info = this.schema;
		return new EventStoreDescriptor(type(), (info != null) ? info.database() : null,
				(info != null) ? info.name() : null, (info != null) ? info.version() : null,
				this.recorder.maxNotificationId(), applications(), aggregates(), projections);
	}

	private String type() {
		if (this.schema != null) {
			return StoreProperty.JDBC;
		}
		return (this.recorder instanceof MemoryRecorder) ? StoreProperty.MEMORY : this.recorder.getClass().getName();
	}

	/** A mock of an application has no name and is left out. */
	private Map<String, String> applications() {
		Map<String, String> names = new TreeMap<>();
		this.beanFactory.getBeansOfType(Application.class, false, false).forEach((beanName, application) -> {
			if (application.name() != null) {
				names.put(application.name(), beanName);
			}
		});
		return names;
	}

	private Map<String, AggregateDescriptor> aggregates() {
		Map<String, AggregateDescriptor> aggregates = new TreeMap<>();
		this.topics.aggregates()
			.forEach((aggregate) -> aggregates.put(aggregate.name(),
					new AggregateDescriptor(aggregate.type().getName(), events(aggregate))));
		return aggregates;
	}

	/** Leaves out events that the class no longer has. */
	private static Map<String, List<String>> events(ReadableAggregate aggregate) {
		Map<String, List<String>> events = new TreeMap<>();
		aggregate.events().forEach((event) -> {
			EventType type = event.type();
			if (type != null) {
				events.put(event.name(), attributes(type));
			}
		});
		return events;
	}

	/** Returns the names of the attributes that are stored. */
	private static List<String> attributes(EventType type) {
		RecordComponent[] components = type.storedType().getRecordComponents();
		return (components != null) ? Arrays.stream(components).map(RecordComponent::getName).toList()
				: type.parameters().stream().map(EventParameter::name).toList();
	}

}
