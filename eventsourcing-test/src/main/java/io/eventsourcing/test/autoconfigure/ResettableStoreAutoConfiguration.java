package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.autoconfigure.JdbcRecorderBuilderCustomizer;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that lets tests, and only tests, reset the
 * event store on a database.
 */
@AutoConfiguration
@ConditionalOnClass({ JdbcRecorderBuilderCustomizer.class, JdbcRecorderBuilder.class })
final class ResettableStoreAutoConfiguration {

	@Bean
	JdbcRecorderBuilderCustomizer eventSourcingResettableStore() {
		return (builder) -> builder.resettable(true);
	}

}
