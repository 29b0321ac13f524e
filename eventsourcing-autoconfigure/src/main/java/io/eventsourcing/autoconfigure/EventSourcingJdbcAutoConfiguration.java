package io.eventsourcing.autoconfigure;

import javax.sql.DataSource;

import io.eventsourcing.autoconfigure.datasource.EventStoreDataSource;
import io.eventsourcing.autoconfigure.datasource.StoreProperty;
import io.eventsourcing.autoconfigure.datasource.TransactionManagerChoice;
import io.eventsourcing.autoconfigure.datasource.UnpooledDataSource;
import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaInitializer;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.AppendObserver;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link AutoConfiguration Auto-configuration} that stores events in a database.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnProperty(name = StoreProperty.NAME, havingValue = StoreProperty.JDBC, matchIfMissing = true)
@ConditionalOnMissingBean(ApplicationRecorder.class)
@EnableConfigurationProperties(EventSourcingProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class EventSourcingJdbcAutoConfiguration {

	@Bean
	EventStoreDataSource eventSourcingEventStoreDataSource(ListableBeanFactory beanFactory,
			EventSourcingProperties properties) {
		return new EventStoreDataSource(new DataSourceChoice(beanFactory).choose(properties.jdbc().dataSource()));
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "eventsourcing.schema.migrate", matchIfMissing = true)
	EventSourcingSchemaInitializer eventSourcingSchemaInitializer(EventStoreDataSource dataSource,
			EventSourcingProperties properties) {
		return new EventSourcingSchemaInitializer(dataSource, schema(properties));
	}

	@Bean
	@DependsOnDatabaseInitialization
	EventSourcingSchemaVerifier eventSourcingSchemaVerifier(EventStoreDataSource dataSource,
			EventSourcingProperties properties) {
		return new EventSourcingSchemaVerifier(dataSource, schema(properties), properties.schema().migrate());
	}

	@Bean
	ApplicationRecorder eventSourcingRecorder(EventStoreDataSource dataSource, EventSourcingSchemaVerifier verifier,
			EventSourcingProperties properties, ObjectProvider<AppendObserver> observers,
			ObjectProvider<JdbcRecorderBuilderCustomizer> customizers, ListableBeanFactory beanFactory) {
		if (verifier.schema() == null) {
			return new MemoryRecorder();
		}
		JdbcRecorderBuilder builder = JdbcRecorder.builder(dataSource.dataSource()).schema(properties.schema().name());
		configure(builder, properties.jdbc());
		builder.listenerDataSource(listenerDataSource(dataSource, properties.jdbc().notifications(), beanFactory));
		builder.appendObserver(AppendObserver.of(observers.orderedStream().toList()));
		PlatformTransactionManager transactionManager = new TransactionManagerChoice(beanFactory)
			.choose(dataSource.dataSource());
		if (transactionManager != null) {
			builder.transactionManager(transactionManager);
		}
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static EventSourcingSchema schema(EventSourcingProperties properties) {
		return Settings.use(() -> EventSourcingSchema.named(properties.schema().name()), "eventsourcing.schema.name");
	}

	private static void configure(JdbcRecorderBuilder builder, EventSourcingProperties.Jdbc properties) {
		Settings.use(() -> builder.lockTimeout(properties.lockTimeout()), "eventsourcing.jdbc.lock-timeout");
		Settings.use(() -> builder.networkTimeout(properties.networkTimeout()), "eventsourcing.jdbc.network-timeout");
		Settings.use(() -> builder.maxGroupSize(properties.maxGroupSize()), "eventsourcing.jdbc.max-group-size");
		Settings.use(() -> builder.maxPayloadSize(properties.maxPayloadSize()), "eventsourcing.jdbc.max-payload-size");
		builder.notifications(properties.notifications().enabled());
		String channel = properties.notifications().channel();
		if (channel != null) {
			Settings.use(() -> builder.notificationChannel(channel), "eventsourcing.jdbc.notifications.channel");
		}
	}

	private static DataSource listenerDataSource(EventStoreDataSource dataSource,
			EventSourcingProperties.Notifications properties, ListableBeanFactory beanFactory) {
		String name = properties.dataSource();
		return (name != null)
				? new DataSourceChoice(beanFactory).named(name, "eventsourcing.jdbc.notifications.data-source")
				: new UnpooledDataSource(dataSource.dataSource());
	}

}
