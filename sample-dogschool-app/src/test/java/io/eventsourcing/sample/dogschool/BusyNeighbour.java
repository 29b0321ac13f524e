package io.eventsourcing.sample.dogschool;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Changes each dog that the application is about to change just before it is saved, as
 * another process could, so that every save of an existing dog is a conflict.
 */
class BusyNeighbour implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof EventStore store) ? new SharedStore(store) : bean;
	}

	private record SharedStore(EventStore store) implements EventStore {

		@Override
		public List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback) {
			DomainEvent first = events.get(0);
			if (first.originatorVersion() > 1) {
				teach(first.originatorId());
			}
			return this.store.put(events, onRollback);
		}

		@Override
		public List<Recording> put(ConsumerProgress progress, List<DomainEvent> events) {
			return this.store.put(progress, events);
		}

		private void teach(UUID dogId) {
			Dog dog = null;
			for (DomainEvent event : this.store.get(dogId)) {
				dog = event.mutate(dog);
			}
			dog.addTrick("bark");
			this.store.put(dog.collectEvents());
		}

		@Override
		public void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer) {
			this.store.read(originatorId, range, consumer);
		}

		@Override
		public void replay(UUID originatorId, EventRange range, AggregateRebuilder<?> rebuilder) {
			this.store.replay(originatorId, range, rebuilder);
		}

		@Override
		public boolean contains(List<DomainEvent> events) {
			return this.store.contains(events);
		}

	}

}
