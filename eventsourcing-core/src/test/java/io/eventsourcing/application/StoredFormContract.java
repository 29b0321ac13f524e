package io.eventsourcing.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventTime;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of an event is stored as an attribute and what as a part of its header, on every
 * store.
 */
abstract class StoredFormContract {

	private static final UUID ID = Ids.nameBased("/parcels/1");

	private static final Instant PLACED = Instant.parse("1999-12-31T23:59:59.999999999Z");

	private static final Instant SENT = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant ARRIVED = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private Infrastructure infrastructure;

	/** A recorder without events. */
	abstract ApplicationRecorder createRecorder();

	@BeforeEach
	void equip() {
		this.infrastructure = Infrastructure.of(createRecorder());
	}

	@Test
	void idAndTimeOfDecoratedMembers() {
		Parcel parcel = new Parcel(ID, "book", PLACED);
		parcel.send(SENT, "Ann");
		parcel.arrive("Bob", ARRIVED);
		assertStored(parcel, "{\"content\":\"book\"}", "{\"sender\":\"Ann\"}", "{\"receiver\":\"Bob\"}");
		assertThat(parcel.seen).startsWith(ID, Instant.parse("1999-12-31T23:59:59.999999Z"));
	}

	@Test
	void idAndTimeOfRecords() {
		Letter letter = new Letter(new Letter.Written(SENT, "hello", ID));
		letter.send("Ann", PLACED);
		assertStored(letter, "{\"text\":\"hello\"}", "{\"sender\":\"Ann\"}");
	}

	private void assertStored(Aggregate aggregate, String... attributes) {
		List<DomainEvent> events = aggregate.pendingEvents();
		Repository repository = this.infrastructure.repository();
		repository.save(aggregate);
		List<Notification> stored = this.infrastructure.notificationLog().select(1, 10);
		assertThat(stored).extracting((notification) -> new String(notification.payload())).containsExactly(attributes);
		assertThat(stored).extracting((notification) -> notification.event().timestamp())
			.containsExactlyElementsOf(events.stream().map(DomainEvent::timestamp).toList());
		assertThat(this.infrastructure.eventStore().get(ID)).isEqualTo(events);
		assertThat(repository.get(aggregate.getClass(), ID)).isEqualTo(aggregate);
	}

	static class Parcel extends Aggregate {

		final List<Object> seen = new ArrayList<>();

		@Event("Placed")
		Parcel(UUID id, String content, @EventTime Instant at) {
			super(id, at);
			this.seen.addAll(List.of(id, at));
		}

		@Event("Sent")
		void send(@EventTime Instant at, String sender) {
			this.seen.add(at);
		}

		@Event("Arrived")
		void arrive(String receiver, @EventTime Instant at) {
			this.seen.add(at);
		}

		@Apply
		private void every(DomainEvent event) {
			this.seen.add(event.name() + " at " + event.timestamp());
		}

	}

	static class Letter extends Aggregate {

		private final Written written;

		private final List<Sent> sent = new ArrayList<>();

		record Written(@EventTime Instant at, String text, @AggregateId UUID letterId) {
		}

		record Sent(String sender, @EventTime Instant at) {
		}

		@Apply
		Letter(Written event) {
			super(event);
			this.written = event;
		}

		@Event(type = Sent.class)
		void send(String sender, Instant at) {
			this.sent.add(new Sent(sender, at));
		}

	}

}
