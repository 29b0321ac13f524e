package io.eventsourcing.autoconfigure.projection;

import java.time.Clock;

import javax.sql.DataSource;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.EventSourcingProperties;
import io.eventsourcing.autoconfigure.datasource.EventStoreDataSource;
import io.eventsourcing.autoconfigure.datasource.TransactionManagerChoice;
import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.autoconfigure.diagnostics.StartUpDetail;
import io.eventsourcing.autoconfigure.projection.beans.EventHandlerCheck;
import io.eventsourcing.autoconfigure.projection.beans.ProcessBeans;
import io.eventsourcing.autoconfigure.projection.beans.ProjectionBeans;
import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;
import io.eventsourcing.autoconfigure.support.StoreReads;
import io.eventsourcing.autoconfigure.upstream.UpstreamLogs;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.memory.MemoryParkedEventRecorder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.jdbc.JdbcBatch;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link AutoConfiguration Auto-configuration} that runs all beans that are annotated
 * with {@link io.eventsourcing.projection.Projection}, and all
 * {@link io.eventsourcing.process.ProcessApplication process applications}. The beans
 * behind them are created when they are first used, so that an application without
 * projections does not create them.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass(ProjectionRunner.class)
@ConditionalOnBean({ ApplicationRecorder.class, EventMapper.class })
@EnableConfigurationProperties({ EventSourcingProperties.class, EventSourcingProjectionProperties.class })
@Import(StoreReads.class)
public final class EventSourcingProjectionAutoConfiguration {

	@Bean
	ProjectionBeans eventSourcingProjectionBeans(ConfigurableListableBeanFactory beanFactory) {
		return new ProjectionBeans(beanFactory);
	}

	@Bean
	ProcessBeans eventSourcingProcessBeans(ConfigurableListableBeanFactory beanFactory) {
		return new ProcessBeans(beanFactory);
	}

	@Bean
	RunnableProjections eventSourcingRunnableProjections(ProjectionBeans beans, ProcessBeans processes,
			ObjectProvider<EventStoreDataSource> dataSource, ObjectProvider<ApplicationRecorder> recorder) {
		return new RunnableProjections(beans, processes,
				() -> dataSource.getIfAvailable() != null || recorder.getIfAvailable() instanceof MemoryRecorder);
	}

	@Bean
	ProjectionSettingsCheck eventSourcingProjectionSettingsCheck(EventSourcingProjectionProperties properties,
			RunnableProjections projections) {
		return new ProjectionSettingsCheck(properties, projections);
	}

	/**
	 * A runner that the application builds itself may call handlers of any class. This
	 * condition is evaluated before the runner of the library is defined below.
	 */
	@Bean
	@ConditionalOnMissingBean(ProjectionRunner.class)
	EventHandlerCheck eventSourcingEventHandlerCheck(ConfigurableListableBeanFactory beanFactory) {
		return new EventHandlerCheck(beanFactory);
	}

	@Bean
	@Lazy
	ProjectionSummaries eventSourcingProjectionSummaries(Projections projections, ParkedEvents parkedEvents,
			RunnableProjections beans, ApplicationRecorder recorder, StoreReads reads) {
		return new ProjectionSummaries(projections, parkedEvents, beans, recorder, reads, Clock.systemUTC());
	}

	@Bean
	StartUpDetail eventSourcingProjectionReport(ProjectionBeans beans, ProcessBeans processes,
			EventSourcingProjectionProperties properties) {
		return new ProjectionReport(beans, processes, properties.enabled());
	}

	@Bean
	@Lazy
	@ConditionalOnBean(EventStoreDataSource.class)
	@ConditionalOnMissingBean
	TrackingRecorder eventSourcingTrackingRecorder(EventStoreDataSource dataSource,
			EventSourcingSchemaVerifier verifier, EventSourcingProperties store,
			EventSourcingProjectionProperties properties, ListableBeanFactory beanFactory) {
		DataSource source = dataSource.dataSource();
		PlatformTransactionManager found = new TransactionManagerChoice(beanFactory).find(source);
		PlatformTransactionManager manager = (found != null) ? found : new JdbcTransactionManager(source);
		return Settings.use(
				() -> new JdbcTrackingRecorder(source, manager, store.schema().name(), properties.handlerTimeout()),
				"eventsourcing.projections.handler-timeout");
	}

	@Bean
	@Lazy
	@ConditionalOnBean(EventStoreDataSource.class)
	@ConditionalOnMissingBean
	LeaseRecorder eventSourcingLeaseRecorder(EventStoreDataSource dataSource, EventSourcingSchemaVerifier verifier,
			EventSourcingProperties store) {
		return new JdbcLeaseRecorder(dataSource.dataSource(), store.schema().name());
	}

	@Bean
	@Lazy
	@ConditionalOnBean(EventStoreDataSource.class)
	@ConditionalOnMissingBean
	ParkedEventRecorder eventSourcingParkedEventRecorder(EventStoreDataSource dataSource,
			EventSourcingSchemaVerifier verifier, EventSourcingProperties store) {
		return new JdbcParkedEventRecorder(dataSource.dataSource(), store.schema().name());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean({ EventStoreDataSource.class, ParkedEventRecorder.class })
	MemoryParkedEventRecorder eventSourcingMemoryParkedEventRecorder(ApplicationRecorder recorder) {
		requireMemory(recorder);
		return new MemoryParkedEventRecorder();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean({ EventStoreDataSource.class, TrackingRecorder.class, LeaseRecorder.class })
	MemoryTrackingRecorder eventSourcingMemoryTrackingRecorder(ApplicationRecorder recorder,
			ObjectProvider<PlatformTransactionManager> transactionManager) {
		requireMemory(recorder);
		PlatformTransactionManager manager = transactionManager.getIfUnique();
		return (manager != null) ? new MemoryTrackingRecorder(manager) : new MemoryTrackingRecorder();
	}

	private static void requireMemory(ApplicationRecorder recorder) {
		if (!(recorder instanceof MemoryRecorder)) {
			throw new EventSourcingSetupException(
					"The positions of projections cannot be stored, because the event store is a bean of the application (%s)"
						.formatted(recorder.getClass().getName()),
					"Define beans of the types ParkedEventRecorder, TrackingRecorder and LeaseRecorder that use the same database, for example a JdbcParkedEventRecorder, a JdbcTrackingRecorder and a JdbcLeaseRecorder.",
					null);
		}
	}

	@Bean
	@Lazy
	ProjectionLog eventSourcingProjectionLog(ApplicationRecorder recorder, EventSourcingProperties properties) {
		return new ProjectionLog(Settings.use(() -> NotificationLog.builder(recorder)
			.pollInterval(properties.log().pollInterval())
			.prefetchThreads(1)
			.build(), "eventsourcing.log.poll-interval"));
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	ProjectionRunner eventSourcingProjectionRunner(ProjectionLog log, EventMapper mapper, Topics topics,
			TrackingRecorder tracking, LeaseRecorder leases, ParkedEventRecorder parkedEvents, ProjectionBeans beans,
			ProcessBeans processes, EventSourcingProjectionProperties properties,
			ObjectProvider<LifecycleProperties> lifecycle, ObjectProvider<EventStoreDataSource> dataSource,
			ObjectProvider<HandlingObserver> observers, ListableBeanFactory beanFactory) {
		ProjectionRunnerBuilder builder = ProjectionRunner.builder(log.log(), mapper, tracking, leases, parkedEvents);
		builder.observer(HandlingObserver.of(observers.orderedStream().toList()));
		lifecycle.ifAvailable((timeouts) -> builder.stopTimeout(timeouts.getTimeoutPerShutdownPhase()));
		ProjectionRunner runner = new ProjectionRunnerFactory(beanFactory, topics, properties).create(builder,
				beans.find(), processes.find());
		if (properties.enabled()) {
			dataSource.ifAvailable((source) -> PoolSizeCheck.run(source.dataSource(), properties.threads()));
		}
		return runner;
	}

	@Bean
	@Lazy
	@ConditionalOnBean(EventStoreDataSource.class)
	@ConditionalOnMissingBean
	JdbcBatch eventSourcingJdbcBatch(EventStoreDataSource dataSource, ObjectProvider<JdbcTemplate> templates) {
		DataSource source = dataSource.dataSource();
		return new JdbcBatch(templates.stream()
			.filter((template) -> template.getDataSource() == source)
			.findFirst()
			.orElseGet(() -> new JdbcTemplate(source)));
	}

	@Bean
	@ConditionalOnMissingBean
	Projections eventSourcingProjections(ObjectProvider<ProjectionRunner> runner) {
		return new DeferredProjections(() -> runner.getObject().projections());
	}

	@Bean
	@ConditionalOnMissingBean
	ProjectionOperations eventSourcingProjectionOperations(ObjectProvider<ProjectionRunner> runner) {
		return new DeferredOperations(() -> runner.getObject().operations());
	}

	@Bean
	@ConditionalOnMissingBean
	ParkedEvents eventSourcingParkedEvents(ObjectProvider<ProjectionRunner> runner) {
		return new DeferredParkedEvents(() -> runner.getObject().parkedEvents());
	}

	@Bean
	ProjectionLifecycle eventSourcingProjectionLifecycle(ProjectionBeans beans, ProcessBeans processes,
			RunnableProjections runnable, ObjectProvider<ProjectionRunner> runners, ObjectProvider<ProjectionLog> logs,
			ObjectProvider<UpstreamLogs> upstreams, EventSourcingProjectionProperties properties) {
		return new ProjectionLifecycle(beans, processes, runnable, runners, logs, upstreams, properties);
	}

}
