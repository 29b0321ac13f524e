package io.eventsourcing.autoconfigure.web;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.EventSourcingProperties;
import io.eventsourcing.autoconfigure.datasource.EventStoreDataSource;
import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLogIdentity;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.remote.server.RemoteLogController;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link AutoConfiguration Auto-configuration} of the notification log that other
 * applications can read over HTTP.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class, RemoteLogController.class })
@ConditionalOnBooleanProperty("eventsourcing.web.log.enabled")
@ConditionalOnBean({ NotificationLog.class, EventMapper.class })
@EnableConfigurationProperties({ EventSourcingProperties.class, EventSourcingWebProperties.class })
public final class EventSourcingRemoteLogAutoConfiguration {

	@Bean
	@ConditionalOnBean(EventStoreDataSource.class)
	@ConditionalOnMissingBean
	LogIdentity eventSourcingLogIdentity(EventStoreDataSource dataSource, EventSourcingSchemaVerifier verifier,
			EventSourcingProperties properties) {
		return new JdbcLogIdentity(dataSource.dataSource(), properties.schema().name());
	}

	@Bean
	@ConditionalOnMissingBean({ EventStoreDataSource.class, LogIdentity.class })
	LogIdentity eventSourcingMemoryLogIdentity(ApplicationRecorder recorder) {
		if (!(recorder instanceof MemoryRecorder)) {
			throw new EventSourcingSetupException(
					"The identity of the notification log cannot be stored, because the event store is a bean of the application (%s)"
						.formatted(recorder.getClass().getName()),
					"Define a bean of the type LogIdentity that uses the same database, for example a JdbcLogIdentity.",
					null);
		}
		return LogIdentity.random();
	}

	@Bean
	@ConditionalOnMissingBean
	RemoteLogController eventSourcingRemoteLogController(NotificationLog log, LogIdentity identity, Topics topics,
			EventMapper mapper, EventSourcingProperties store) {
		return new RemoteLogController(log, identity, topics, mapper, store.log().pageSize());
	}

	@Bean
	UnprotectedLogWarning eventSourcingUnprotectedLogWarning(EventSourcingWebProperties properties) {
		return new UnprotectedLogWarning(properties.log().path());
	}

}
