package io.eventsourcing.autoconfigure;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
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
 * {@link AutoConfiguration Auto-configuration} that keeps events in a database.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnProperty(name = "eventsourcing.store", havingValue = "jdbc", matchIfMissing = true)
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
	EventSourcingSchemaInitializer eventSourcingSchemaInitializer(EventStoreDataSource dataSource,
			EventSourcingProperties properties) {
		return new EventSourcingSchemaInitializer(dataSource, properties.schema());
	}

	@Bean
	@DependsOnDatabaseInitialization
	JdbcRecorder eventSourcingRecorder(EventStoreDataSource dataSource, EventSourcingProperties properties,
			ListableBeanFactory beanFactory, ObjectProvider<PlatformTransactionManager> transactionManagers) {
		JdbcRecorderBuilder builder = JdbcRecorder.builder(dataSource.dataSource()).schema(properties.schema().name());
		new RecorderSettings(builder).apply(properties.jdbc());
		builder.listenerDataSource(listenerDataSource(dataSource, properties.jdbc().notifications(), beanFactory));
		PlatformTransactionManager transactionManager = TransactionManagerChoice.choose(dataSource.dataSource(),
				transactionManagers);
		if (transactionManager != null) {
			builder.transactionManager(transactionManager);
		}
		return builder.build();
	}

	private static DataSource listenerDataSource(EventStoreDataSource dataSource,
			EventSourcingProperties.Notifications properties, ListableBeanFactory beanFactory) {
		String name = properties.dataSource();
		return (name != null)
				? new DataSourceChoice(beanFactory).named(name, "eventsourcing.jdbc.notifications.data-source")
				: new UnpooledDataSource(dataSource.dataSource());
	}

}
