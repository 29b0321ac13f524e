package io.eventsourcing.autoconfigure.catalog;

import java.time.Duration;

import javax.sql.DataSource;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.EventSourcingProperties;
import io.eventsourcing.autoconfigure.catalog.EventSourcingEventCheckProperties.Mode;
import io.eventsourcing.autoconfigure.datasource.EventStoreDataSource;
import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;
import io.eventsourcing.persistence.catalog.EventTypeCheck;
import io.eventsourcing.persistence.catalog.StoredEventTypes;
import io.eventsourcing.persistence.jdbc.catalog.JdbcEventTypeRecorder;
import io.eventsourcing.persistence.jdbc.schema.SchemaInfo;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * {@link AutoConfiguration Auto-configuration} that checks whether the application can
 * read all events in its database.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@EnableConfigurationProperties(EventSourcingEventCheckProperties.class)
public final class EventSourcingEventCheckAutoConfiguration {

	/**
	 * Limits the time for which a process that was suspended prevents the others from
	 * following the log.
	 */
	private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

	@Bean
	EventCheckStart eventSourcingEventCheckStart(ConfigurableListableBeanFactory beanFactory) {
		return new EventCheckStart(beanFactory);
	}

	/**
	 * Returns null if nothing is checked: if the mode is 'off', in a training run without
	 * a database, or if the database depends on the calling thread.
	 */
	@Bean
	@ConditionalOnBean({ EventStoreDataSource.class, Topics.class })
	@Nullable EventCheck eventSourcingEventCheck(EventStoreDataSource dataSource, EventSourcingSchemaVerifier verifier,
			ApplicationRecorder recorder, Topics topics, EventSourcingProperties store,
			EventSourcingEventCheckProperties properties) {
		SchemaInfo schema = verifier.schema();
		if (properties.mode() == Mode.OFF || schema == null || recorder.isBoundToThread()) {
			return null;
		}
		DataSource source = dataSource.dataSource();
		StoredEventTypes types = new StoredEventTypes(recorder, new JdbcEventTypeRecorder(source, schema.name()),
				new JdbcTrackingRecorder(source, new JdbcTransactionManager(source), schema.name(),
						TRANSACTION_TIMEOUT));
		EventTypeCheck check = new EventTypeCheck(topics, store.events().newerVersions(), properties.ignore());
		return Settings.use(() -> new EventCheck(types, check, properties, !schema.readOnly(), EventCheck.INTERVAL),
				"eventsourcing.events.check.timeout");
	}

}
