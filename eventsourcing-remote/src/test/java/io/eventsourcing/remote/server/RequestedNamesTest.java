package io.eventsourcing.remote.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.remote.LogItem;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a client receives of events of older versions. */
class RequestedNamesTest {

	private final Topics topics = new Topics();

	private final EventMapper mapper = EventMapper.of(this.topics, new JacksonTranscoder());

	RequestedNamesTest() {
		this.topics.register(Customer.class);
	}

	private RequestedNames requested(String... names) {
		return new RequestedNames(this.topics, this.mapper,
				Arrays.stream(names).map(Topic::parse).collect(Collectors.toSet()));
	}

	private static Notification stored(String event, int version, String json) {
		return new Notification(7,
				StoredEvent.builder(UUID.randomUUID(), 2)
					.type("Customer", event)
					.eventVersion(version)
					.timestamp(Instant.EPOCH)
					.payload(json.getBytes(StandardCharsets.UTF_8))
					.metadata("{\"user\": \"ann\"}")
					.build());
	}

	private static List<String> describe(List<LogItem> items) {
		return items.stream()
			.map((item) -> "%s.%s %d %s".formatted(item.originatorType(), item.eventType(), item.eventVersion(),
					new String(item.payload(), StandardCharsets.UTF_8)))
			.toList();
	}

	@Test
	void anEventOfAnOlderVersionIsSentInTheCurrentVersion() {
		Notification stored = stored("NameChanged", 1, "{\"title\":\"Eve\"}");
		List<LogItem> items = requested("Customer.NameChanged").items(stored);
		assertThat(describe(items)).containsExactly("Customer.NameChanged 2 {\"name\":\"Eve\"}");
		LogItem item = items.get(0);
		assertThat(item.id()).isEqualTo(7);
		assertThat(item.originatorId()).isEqualTo(stored.event().originatorId());
		assertThat(item.originatorVersion()).isEqualTo(2);
		assertThat(item.timestamp()).isEqualTo(Instant.EPOCH);
		assertThat(item.metadata()).isEqualTo("{\"user\": \"ann\"}");
		assertThat(requested().items(stored)).as("of all topics").hasSameSizeAs(items).first().satisfies((each) -> {
			assertThat(each.eventVersion()).isEqualTo(2);
			assertThat(each.payload()).isEqualTo(item.payload());
		});
		assertThat(describe(requested("Customer.Renamed").items(stored)))
			.containsExactly("Customer.Renamed 2 {\"name\":\"Eve\"}");
	}

	@Test
	void anEventOfTheCurrentVersionIsSentAsItIsStored() {
		assertThat(describe(requested().items(stored("NameChanged", 2, "{ \"name\": \"Eve\" }"))))
			.containsExactly("Customer.NameChanged 2 { \"name\": \"Eve\" }");
	}

	/** Its attributes are not those of the events that it becomes. */
	@Test
	void anEventThatBecomesOthersIsNotSentUnderTheirNames() {
		assertThat(requested("Customer.AddressChanged").stored()).containsExactly("Customer.AddressChanged");
		assertThat(requested("Customer.NameChanged").stored()).containsExactlyInAnyOrder("Customer.NameChanged",
				"Customer.Renamed");
		RequestedNames moved = requested("Customer.Moved");
		assertThat(moved.stored()).containsExactly("Customer.Moved");
		assertThat(describe(moved.items(stored("Moved", 1, "{\"town\":\"Bath\"}"))))
			.containsExactly("Customer.Moved 1 {\"town\":\"Bath\"}");
	}

	@Test
	void onlyThePartThatKeepsTheNameIsSent() {
		RequestedNames names = requested("Customer.AddressChanged");
		assertThat(describe(names.items(stored("AddressChanged", 1, "{\"city\":\"Bath\",\"name\":\"Eve\"}"))))
			.containsExactly("Customer.AddressChanged 2 {\"city\":\"Bath\"}");
		assertThat(names.items(stored("AddressChanged", 1, "{\"city\":\"\"}"))).as("dropped").isEmpty();
	}

	@Test
	void anEventThatCannotBeBroughtUpToDateIsNotSentButNamed() {
		Notification stored = stored("NameChanged", 1, "{\"odd\":\"Eve\"}");
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> requested().items(stored))
			.withMessageContaining("Notification 7")
			.withMessageContaining(
					"Customer.NameChanged in version 1, which is version 2 of the aggregate " + stored.originatorId())
			.withMessageContaining("'odd' is stored but not declared");
	}

	record Registered(String name) {
	}

	record AddressChanged(String city) {
	}

	@Event(value = "NameChanged", aliases = "Renamed")
	record NameChanged(String name) {
	}

	static class Customer extends Aggregate {

		@Apply
		Customer(Registered event) {
			super(event);
		}

		@Apply
		void move(AddressChanged event) {
		}

		@Apply
		void rename(NameChanged event) {
		}

		@Upcast(event = "NameChanged", from = 1)
		static void title(EventData event) {
			event.rename("title", "name");
		}

		@Upcast(event = "AddressChanged", from = 1, becomes = "NameChanged")
		static Upcasted split(EventData event) {
			return event.text("city").isEmpty() ? Upcasted.nothing()
					: Upcasted.same(event.pick("city")).and("NameChanged", 2, event.pick("name"));
		}

		@Upcast(event = "Moved", from = 1, becomes = { "AddressChanged", "NameChanged" })
		static Upcasted splitMoved(EventData event) {
			return Upcasted.into("AddressChanged", 2, event.pick("city")).and("NameChanged", 1, event.pick("title"));
		}

	}

}
