package io.eventsourcing.benchmarks;

import java.time.Duration;

import javax.sql.DataSource;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;

import org.springframework.jdbc.support.JdbcTransactionManager;

/** Builds runners of projections that follow the log of a database. */
final class Runners {

	private final DataSource dataSource;

	private final NotificationLog log;

	private final Topics topics = new Topics();

	private final EventMapper mapper = EventMapper.of(this.topics, new JacksonTranscoder());

	private final TrackingRecorder tracking;

	Runners(DataSource dataSource, JdbcRecorder recorder) {
		this.dataSource = dataSource;
		this.log = NotificationLog.of(recorder);
		this.topics.register(Dog.class);
		this.tracking = new JdbcTrackingRecorder(dataSource, new JdbcTransactionManager(dataSource),
				EventSourcingSchema.DEFAULT_NAME, Duration.ofSeconds(30));
	}

	NotificationLog log() {
		return this.log;
	}

	EventMapper mapper() {
		return this.mapper;
	}

	TrackingRecorder tracking() {
		return this.tracking;
	}

	ProjectionRunnerBuilder builder() {
		return ProjectionRunner.builder(this.log, this.mapper, this.tracking,
				new JdbcLeaseRecorder(this.dataSource, EventSourcingSchema.DEFAULT_NAME),
				new JdbcParkedEventRecorder(this.dataSource, EventSourcingSchema.DEFAULT_NAME));
	}

	EventHandlers handlers(Object bean) {
		return EventHandlers.of(bean, this.topics);
	}

	/** Adds a projection that starts at the end of the log. */
	void addAtEnd(ProjectionRunnerBuilder builder, String name, Object handlers) {
		builder.projection(ProjectionDefinition.named(name).from(Start.END), handlers(handlers),
				ProjectionOptions.DEFAULTS);
	}

}
