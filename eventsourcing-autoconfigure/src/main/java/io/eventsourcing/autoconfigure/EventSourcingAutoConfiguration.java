package io.eventsourcing.autoconfigure;

import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.Repository;
import io.eventsourcing.autoconfigure.aggregate.AggregateRegistration;
import io.eventsourcing.autoconfigure.aggregate.AggregateScanner;
import io.eventsourcing.autoconfigure.aggregate.AggregateTypes;
import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.autoconfigure.diagnostics.StartUpDetail;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.jackson.EventJsonCustomizer;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.upcasting.Upcaster;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.metrics.ApplicationStartup;

/**
 * {@link AutoConfiguration Auto-configuration} for event sourcing: an {@link EventStore},
 * a {@link Repository} and a {@link NotificationLog}, which every application uses.
 */
@AutoConfiguration(after = { EventSourcingJdbcAutoConfiguration.class, EventSourcingMemoryAutoConfiguration.class })
@EnableConfigurationProperties(EventSourcingProperties.class)
public final class EventSourcingAutoConfiguration {

	@Bean
	static ApplicationCheck eventSourcingApplicationCheck(ConfigurableListableBeanFactory beanFactory) {
		return new ApplicationCheck(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean
	Transcoder eventSourcingTranscoder(ObjectProvider<EventJsonCustomizer> customizers) {
		return new JacksonTranscoder(customizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	AggregateTypes eventSourcingAggregateTypes(ApplicationContext context, ApplicationStartup startup,
			EventSourcingProperties properties) {
		return new AggregateScanner(context, startup).scan(properties.basePackages());
	}

	@Bean
	@ConditionalOnMissingBean
	Topics eventSourcingTopics(AggregateTypes aggregates, Transcoder transcoder, ObjectProvider<Upcaster> upcasters,
			ApplicationContext context, EventSourcingProperties properties) {
		return new AggregateRegistration(aggregates, transcoder, context.getClassLoader())
			.register(upcasters.orderedStream().toList(), properties.events().aliases());
	}

	@Bean
	@ConditionalOnMissingBean
	EventMapper eventSourcingEventMapper(Topics topics, Transcoder transcoder, EventSourcingProperties properties) {
		return EventMapper.of(topics, transcoder, properties.events().newerVersions());
	}

	@Bean
	@ConditionalOnMissingBean
	EventStore eventSourcingEventStore(EventMapper mapper, ApplicationRecorder recorder,
			ObjectProvider<MetadataSource> metadata) {
		return EventStore.of(mapper, recorder, metadata.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	Repository eventSourcingRepository(EventStore store, Topics topics, EventMapper mapper,
			EventSourcingProperties properties) {
		return properties.verifyReplay() ? Repository.verifyingReplay(store, topics, mapper)
				: Repository.of(store, topics);
	}

	@Bean
	@ConditionalOnMissingBean
	NotificationLog eventSourcingNotificationLog(ApplicationRecorder recorder, EventSourcingProperties properties) {
		EventSourcingProperties.Log log = properties.log();
		return Settings.use(() -> NotificationLog.builder(recorder)
			.pageSize(log.pageSize())
			.pollInterval(log.pollInterval())
			.build(), "eventsourcing.log.page-size", "eventsourcing.log.poll-interval");
	}

	@Bean
	SubscriptionLifecycle eventSourcingSubscriptionLifecycle(ConfigurableListableBeanFactory beanFactory) {
		return new SubscriptionLifecycle(beanFactory);
	}

	@Bean
	NotificationLogRestart eventSourcingNotificationLogRestart(ConfigurableListableBeanFactory beanFactory) {
		return new NotificationLogRestart(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean
	StartUpReport eventSourcingStartUpReport(EventSourcingProperties properties, ApplicationRecorder recorder,
			AggregateTypes aggregates, ObjectProvider<StartUpDetail> details,
			ObjectProvider<EventSourcingSchemaVerifier> verifier, ObjectProvider<DataSourceProperties> dataSource) {
		EventSourcingSchemaVerifier verified = verifier.getIfAvailable();
		return new StartUpReport(properties, recorder, aggregates, details.orderedStream().toList(),
				(verified != null) ? verified.schema() : null, dataSource.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	EventLog eventSourcingEventLog(NotificationLog log, EventMapper mapper, Topics topics) {
		return new EventLog(log, mapper, topics);
	}

	@Bean
	@ConditionalOnMissingBean
	Infrastructure eventSourcingInfrastructure(EventStore store, Repository repository, NotificationLog log,
			EventLog eventLog) {
		return new Infrastructure(store, repository, log, eventLog);
	}

}
