package io.eventsourcing.sample.dogschool;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.EventRange;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets the first two who read from the event store go on together, so that both have read
 * before one of them saves.
 */
class SlowReaders implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof EventStore store) ? new SlowStore(store, new CountDownLatch(2)) : bean;
	}

	private record SlowStore(EventStore store, CountDownLatch readers) implements EventStore {

		@Override
		public void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer) {
			this.store.read(originatorId, range, consumer);
			this.readers.countDown();
			try {
				if (!this.readers.await(1, TimeUnit.MINUTES)) {
					throw new IllegalStateException("There was no second reader");
				}
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback) {
			return this.store.put(events, onRollback);
		}

		@Override
		public boolean contains(List<DomainEvent> events) {
			return this.store.contains(events);
		}

	}

}
