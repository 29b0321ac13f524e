package io.eventsourcing.application;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.TopicException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventSubscriptionTest {

	private final UUID id = Ids.create();

	private final MemoryRecorder recorder = new MemoryRecorder();

	private final Infrastructure infrastructure = Infrastructure.of(this.recorder);

	@BeforeEach
	void storeEvents() {
		this.infrastructure.eventLog().topics().register(Customer.class);
		store(1, "Registered", 1, "{\"name\":\"Ann\"}");
		store(2, "Moved", 1, "{\"name\":\"Eve\",\"street\":\"High Street\",\"town\":\"Bath\"}");
		store(3, "NameChanged", 1, "{\"name\":\"Ann\"}");
		store(4, "AddressChanged", 2, "{\"street\":\"Low Street\",\"city\":\"York\"}");
	}

	private void store(long version, String event, int eventVersion, String json) {
		this.recorder.insertEvents(Append.of(List.of(StoredEvent.builder(this.id, version)
			.type("Customer", event)
			.eventVersion(eventVersion)
			.timestamp(Instant.EPOCH)
			.payload(json.getBytes(StandardCharsets.UTF_8))
			.build())));
	}

	@Test
	void anEventThatWasAnnouncedIsReturnedAfterTheClose() {
		EventSubscription subscription = this.infrastructure.eventLog().subscribe(0);
		assertThat(subscription.hasNext()).isTrue();
		subscription.close();
		assertThat(subscription.hasNext()).isFalse();
		assertThat(subscription.next().notificationId()).isEqualTo(1);
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(subscription::next);
		assertThat(subscription.position()).isEqualTo(1);
	}

	@Test
	void onlyThePartsThatTheQuerySelectsAreReturned() {
		NotificationQuery addresses = NotificationQuery.after(0, 10).topics(Set.of("Customer.AddressChanged")).upTo(4);
		try (EventSubscription subscription = this.infrastructure.eventLog().subscribe(addresses)) {
			assertThat(subscription.stream()).extracting((each) -> each.notificationId() + each.event().name())
				.containsExactly("2AddressChanged", "4AddressChanged");
		}
	}

	@Test
	void aQueryForUnknownEventsIsRefused() {
		EventLog log = this.infrastructure.eventLog();
		NotificationQuery query = NotificationQuery.after(0, 10);
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> log.subscribe(query.topics(Set.of("Dog.Registered"))))
			.withMessageContaining("No aggregate class is known by the name 'Dog'")
			.withMessageContaining("Topics.register");
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> log.subscribe(query.topics(Set.of("Customer.Moved"))))
			.withMessageContaining("has no event 'Moved'");
	}

	@Test
	void anErrorDoesNotSkipTheEvent() {
		Infrastructure failing = Infrastructure.builder(this.recorder)
			.topics(this.infrastructure.eventLog().topics())
			.transcoder(new FailingTranscoder(new JacksonTranscoder(), new AtomicInteger(2)))
			.build();
		try (EventSubscription subscription = failing.eventLog().subscribe(0)) {
			assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(subscription::hasNext);
			assertThat(subscription.position()).isZero();
			assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(subscription::next);
			assertThat(subscription.next().notificationId()).isEqualTo(1);
		}
	}

	/** Fails like a class whose static initialiser has failed. */
	private record FailingTranscoder(Transcoder transcoder, AtomicInteger errors) implements Transcoder {

		@Override
		public byte[] encode(EventType type, Object attributes) {
			return this.transcoder.encode(type, attributes);
		}

		@Override
		public Object decode(EventType type, int version, byte[] bytes) {
			if (this.errors.getAndDecrement() > 0) {
				throw new NoClassDefFoundError("Could not initialize class");
			}
			return this.transcoder.decode(type, version, bytes);
		}

		@Override
		public void validate(EventType type) {
			this.transcoder.validate(type);
		}

	}

}
