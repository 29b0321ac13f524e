package io.eventsourcing.autoconfigure;

import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that keeps events in memory, if told so.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "eventsourcing.store", havingValue = "memory")
public final class EventSourcingMemoryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ApplicationRecorder.class)
	MemoryRecorder eventSourcingRecorder() {
		return new MemoryRecorder();
	}

}
