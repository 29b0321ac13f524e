package io.eventsourcing.autoconfigure;

import io.eventsourcing.autoconfigure.datasource.StoreProperty;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that stores events in memory, if
 * {@code eventsourcing.store=memory}.
 */
@AutoConfiguration
@ConditionalOnProperty(name = StoreProperty.NAME, havingValue = StoreProperty.MEMORY)
public final class EventSourcingMemoryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ApplicationRecorder.class)
	MemoryRecorder eventSourcingRecorder(ObjectProvider<MemoryTrackingRecorder> tracking,
			ObjectProvider<ParkedEventRecorder> parkedEvents) {
		return new MemoryRecorder(tracking::getObject, parkedEvents::getObject);
	}

}
