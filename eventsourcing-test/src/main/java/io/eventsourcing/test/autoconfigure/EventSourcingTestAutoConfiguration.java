package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.test.TestProjections;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link AutoConfiguration Auto-configuration} for tests that wait for projections.
 */
@AutoConfiguration(afterName = "io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration")
@ConditionalOnClass(Projections.class)
@ConditionalOnBean(Projections.class)
public final class EventSourcingTestAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TestProjections eventSourcingTestProjections(Projections projections, ParkedEvents parkedEvents,
			NotificationLog log) {
		return new TestProjections(projections, parkedEvents, log);
	}

}
