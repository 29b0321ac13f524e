package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.orders.OldOrder;
import io.eventsourcing.orders.Order;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import io.eventsourcing.process.ApplicationSystem;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.process.Processing;
import io.eventsourcing.projection.EventHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What projections and process applications see of events that upcasting splits or drops,
 * with every store.
 */
abstract class UpcastEventsContract {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String NAME = "orders";

	private ProjectionStore store;

	/** Opens an empty store. */
	abstract ProjectionStore open();

	@BeforeEach
	void storeOldEvents() {
		this.store = open();
		this.store.register(Order.class);
		OldOrder.store(this.store.recorder());
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	private void write(Recording recording) {
		this.store.write(NAME, recording.notificationId());
	}

	private ProjectionRunner start(Object projection) {
		ProjectionRunner runner = this.store.runner().projection(NAME, this.store.bind(projection)).build();
		runner.start();
		return runner;
	}

	@Test
	void aProjectionHandlesAllPartsAtOnePosition() {
		List<String> handled = new ArrayList<>();
		try (ProjectionRunner runner = start(new Object() {

			@EventHandler("Order.*")
			void any(Recording recording) {
				handled.add(recording.event().name());
				write(recording);
			}

		})) {
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
			assertThat(runner.projections().states().get(0).position()).isEqualTo(3);
		}
		assertThat(handled).containsExactly("Placed", "Shipped", "Paid");
		assertThat(this.store.read(NAME)).containsExactly(1L, 2L, 2L);
	}

	@Test
	void aHandlerOfOnePartReceivesIt() {
		List<String> amounts = new ArrayList<>();
		try (ProjectionRunner runner = start(new Object() {

			@EventHandler("Order.Paid")
			void paid(String amount, Recording recording) {
				amounts.add(amount);
				write(recording);
			}

		})) {
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
		}
		assertThat(amounts).containsExactly("7");
		assertThat(this.store.read(NAME)).containsExactly(2L);
	}

	@Test
	void aPartThatCannotBeHandledParksTheWholeEvent() {
		AtomicBoolean mended = new AtomicBoolean();
		try (ProjectionRunner runner = start(new Object() {

			@EventHandler("Order.Shipped")
			void shipped(Recording recording) {
				write(recording);
			}

			@EventHandler("Order.Paid")
			void paid(Recording recording) {
				if (!mended.get()) {
					throw new IllegalStateException("no money");
				}
				write(recording);
			}

		})) {
			await().atMost(SOON).until(() -> runner.parkedEvents().of(NAME).size() == 1);
			assertThat(runner.parkedEvents().of(NAME)).singleElement()
				.satisfies((parked) -> assertThat(parked.topic()).isEqualTo("Order.Completed"));
			if (this.store.isTransactional()) {
				assertThat(this.store.read(NAME)).isEmpty();
			}
			mended.set(true);
			runner.parkedEvents().retry(NAME);
			await().atMost(SOON).until(() -> runner.parkedEvents().of(NAME).isEmpty());
		}
		assertThat(this.store.read(NAME)).endsWith(2L, 2L);
	}

	@Test
	void aPolicyReceivesAllPartsAndSavesOnce() {
		Infrastructure infrastructure = Infrastructure.of(this.store.recorder(),
				new ConsumerRecorders(this.store.tracking(), this.store.leases(), this.store.parkedEvents()));
		infrastructure.eventLog().topics().register(Order.class);
		infrastructure.eventLog().topics().register(Dog.class);
		List<String> seen = new ArrayList<>();
		ProcessApplication policy = new ProcessApplication(infrastructure) {

			@Override
			public String name() {
				return "dogs";
			}

			@Override
			public void policy(DomainEvent event, Processing processing) {
				if (event.originatorVersion() == 2 && event.type().aggregateType() == Order.class) {
					seen.add(event.name());
					processing.collectEvents(new Dog(event.name()));
				}
			}

		};
		try (ApplicationSystem system = ApplicationSystem.pipe(policy)) {
			system.run();
		}
		assertThat(seen).containsExactly("Shipped", "Paid");
		assertThat(infrastructure.notificationLog().maxId()).isEqualTo(5);
	}

}
