package io.eventsourcing.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.orders.OldOrder;
import io.eventsourcing.orders.Order;
import io.eventsourcing.persistence.memory.MemoryParkedEventRecorder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Process applications and events that upcasting has split. */
class SplitEventProcessTest {

	private final MemoryTrackingRecorder tracking = new MemoryTrackingRecorder();

	private final MemoryParkedEventRecorder parked = new MemoryParkedEventRecorder();

	private final MemoryRecorder recorder = new MemoryRecorder(() -> this.tracking, () -> this.parked);

	private final Infrastructure infrastructure = Infrastructure.builder(this.recorder)
		.consumers(new ConsumerRecorders(this.tracking, this.tracking, this.parked))
		.metadataSources((metadata) -> metadata.accept("user", "caller"))
		.build();

	private final List<String> seen = new ArrayList<>();

	@BeforeEach
	void storeEvents() {
		this.infrastructure.eventLog().topics().register(Order.class);
		this.infrastructure.eventLog().topics().register(TrickCounter.class);
		OldOrder.store(this.recorder);
	}

	private void run(ProcessApplication application) {
		try (ApplicationSystem system = ApplicationSystem.pipe(application)) {
			system.run();
		}
	}

	@Test
	void allPartsMayChangeTheSameAggregate() {
		run(new OrderCounter(this.infrastructure, Set.of()));
		assertThat(this.seen).containsExactly("Placed", "Shipped", "Paid");
		TrickCounter counter = this.infrastructure.repository().get(TrickCounter.class, TrickCounter.id("orders"));
		assertThat(counter.count()).isEqualTo(3);
		assertThat(counter.version()).isEqualTo(4);
		assertThat(this.parked.find(ConsumerId.ofOwnLog("OrderCounter"))).isEmpty();
	}

	@Test
	void aPolicyReceivesOnlyThePartsThatItSelects() {
		run(new OrderCounter(this.infrastructure, Set.of("Order.Paid")));
		assertThat(this.seen).containsExactly("Paid");
	}

	@Test
	void aPolicyForUnknownEventsIsRefused() {
		OrderCounter counter = new OrderCounter(this.infrastructure, Set.of("Order.Paid", "Invoice.Sent"));
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> run(counter))
			.withMessageContaining("No aggregate class is known by the name 'Invoice'");
	}

	@Test
	void sourcesOfMetadataDoNotDescribeTheThreadThatRunsThePolicy() {
		TrickCounter own = new TrickCounter("own");
		assertThat(this.infrastructure.repository().save(own).get(0).event().metadata()).containsOnlyKeys("user");
		try (Metadata.Scope scope = Metadata.with("request", "7")) {
			run(new OrderCounter(this.infrastructure, Set.of()));
		}
		List<DomainEvent> events = this.infrastructure.eventStore().get(TrickCounter.id("orders"));
		assertThat(events).hasSize(4)
			.allSatisfy((event) -> assertThat(event.metadata()).containsOnlyKeys(Metadata.CORRELATION_ID,
					Metadata.CAUSATION_ID));
	}

	/** Counts the events of orders in a single aggregate. */
	private final class OrderCounter extends ProcessApplication {

		private final Set<String> topics;

		OrderCounter(Infrastructure infrastructure, Set<String> topics) {
			super(infrastructure);
			this.topics = topics;
		}

		@Override
		public Set<String> topics() {
			return this.topics;
		}

		@Override
		protected void policy(DomainEvent event, Processing processing) {
			if (event.type().aggregateType() == Order.class) {
				SplitEventProcessTest.this.seen.add(event.name());
				TrickCounter counter = repository().find(TrickCounter.class, TrickCounter.id("orders"))
					.orElseGet(() -> new TrickCounter("orders"));
				counter.increment();
				processing.collectEvents(counter);
			}
		}

	}

}
