package io.eventsourcing.application;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.MapperException;
import io.eventsourcing.persistence.NewerVersions;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcasted;
import io.eventsourcing.upcasting.Upcaster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How events of older versions are read, on every store.
 */
abstract class UpcastingContract {

	private static final Instant TIME = Instant.parse("2026-11-27T10:15:30.123456Z");

	private final UUID id = Ids.create();

	private ApplicationRecorder recorder;

	private Infrastructure infrastructure;

	private long version;

	/** A recorder without events. */
	abstract ApplicationRecorder createRecorder();

	@BeforeEach
	void register() {
		this.recorder = createRecorder();
		this.infrastructure = Infrastructure.of(this.recorder);
		this.infrastructure.eventLog().topics().register(Customer.class);
		store("Registered", 1, "{\"name\":\"Ann\"}");
	}

	@Test
	void eventsOfEachVersionHaveTheCurrentOne() {
		store("Ordered", 1, "{\"item\":\"tea\"}");
		store("Ordered", 2, "{\"article\":\"tea\"}");
		store("Ordered", 3, "{\"article\":\"tea\",\"quantity\":3}");
		store("Ordered", 4, "{\"article\":\"tea\",\"quantity\":4,\"currency\":\"CHF\"}");
		assertThat(customer().orders()).containsExactly("1 tea EUR", "1 tea EUR", "3 tea EUR", "4 tea CHF");
	}

	@Test
	void newEventsAreStoredInTheCurrentVersion() {
		Customer customer = customer();
		customer.order("tea", 2, "EUR");
		customer.changeName("Eve");
		save(customer);
		List<StoredEvent> stored = rows();
		assertThat(stored).extracting(StoredEvent::eventType).containsExactly("Registered", "Ordered", "NameChanged");
		assertThat(stored).extracting(StoredEvent::eventVersion).containsExactly(1, 4, 1);
		assertThat(customer().orders()).containsExactly("2 tea EUR");
	}

	@Test
	void anEventThatIsSplitHasAllEffectsAndTheVersionOfOneEvent() {
		store("Moved", 1, "{\"name\":\"Eve\",\"street\":\"High Street\",\"town\":\"Bath\"}");
		Customer customer = customer();
		assertThat(customer.name()).isEqualTo("Eve");
		assertThat(customer.address()).isEqualTo("High Street, Bath");
		assertThat(customer.version()).isEqualTo(2);
		customer.changeName("Ann");
		save(customer);
		assertThat(customer().version()).isEqualTo(3);
		assertThat(this.infrastructure.repository().get(Customer.class, this.id, 2).address())
			.isEqualTo("High Street, Bath");
	}

	@Test
	void thePartsOfAnEventAreNumbered() {
		store("Moved", 1, "{\"name\":\"Eve\",\"street\":\"High Street\",\"town\":\"Bath\"}");
		List<DomainEvent> events = this.infrastructure.eventStore().get(this.id);
		assertThat(events).extracting(DomainEvent::name).containsExactly("Registered", "NameChanged", "AddressChanged");
		assertThat(events).extracting(DomainEvent::originatorVersion).containsExactly(1L, 2L, 2L);
		assertThat(events).extracting(DomainEvent::part).containsExactly(0, 0, 1);
		assertThat(events).extracting(DomainEvent::parts).containsExactly(1, 2, 2);
		assertThat(events).extracting(DomainEvent::timestamp).containsOnly(TIME);
	}

	@Test
	void anAggregateIsRebuiltAsOfATime() {
		insert(this.id, "HeartbeatSeen", 1, "{}", 2, TIME.plusSeconds(1));
		insert(this.id, "NameChanged", 1, "{\"name\":\"Eve\"}", 3, TIME.plusSeconds(3));
		insert(this.id, "NameChanged", 1, "{\"name\":\"Zoe\"}", 4, TIME.plusSeconds(2));
		Repository repository = this.infrastructure.repository();
		assertThat(repository.get(Customer.class, this.id, TIME).version()).isEqualTo(1);
		assertThat(repository.get(Customer.class, this.id, TIME.plusSeconds(1)).version()).isEqualTo(2);
		assertThat(repository.get(Customer.class, this.id, TIME.plusSeconds(2)).name())
			.as("an event that follows a later one does not count")
			.isEqualTo("Ann");
		assertThat(repository.get(Customer.class, this.id, TIME.plusSeconds(3)).name()).isEqualTo("Zoe");
		assertThatExceptionOfType(AggregateNotFoundException.class)
			.isThrownBy(() -> repository.get(Customer.class, this.id, TIME.minusMillis(1)))
			.withMessageContaining("did not exist at " + TIME.minusMillis(1));
	}

	@Test
	void aHistoryContainsCurrentEventsWithTheirMetadata() {
		store("Moved", 1, "{\"name\":\"Eve\",\"street\":\"High Street\",\"town\":\"Bath\"}");
		Customer customer = customer();
		customer.changeName("Ann");
		try (Metadata.Scope scope = Metadata.with("user", "ada")) {
			save(customer);
		}
		Repository repository = this.infrastructure.repository();
		assertThat(repository.history(Customer.class, this.id, EventRange.all().after(1))).extracting(DomainEvent::name)
			.containsExactly("NameChanged", "AddressChanged", "NameChanged");
		assertThat(repository.history(Customer.class, this.id, EventRange.all().latestFirst().limit(1))).singleElement()
			.satisfies((event) -> assertThat(event.metadata()).containsEntry("user", "ada"));
		assertThat(repository.history(Customer.class, Ids.create(), EventRange.all())).isEmpty();
		assertThatThrownBy(() -> repository.history(Dog.class, this.id, EventRange.all()))
			.hasMessageContaining(Customer.class.getName() + ", not a " + Dog.class.getName());
	}

	@Test
	void idsAreListedInTheOrderOfCreation() {
		store("NameChanged", 1, "{\"name\":\"Eve\"}");
		List<UUID> expected = new ArrayList<>(List.of(this.id));
		for (int i = 0; i < 600; i++) {
			expected.add(Ids.create());
			insert(expected.get(expected.size() - 1), "Registered", 1, "{\"name\":\"Ann\"}", 1);
		}
		save(new Dog("Fido"));
		EventLog log = this.infrastructure.eventLog();
		assertThat(log.ids(Customer.class)).containsExactlyElementsOf(expected);
		assertThat(log.ids(Customer.class).skip(1).findFirst()).contains(expected.get(1));
		assertThat(log.ids(Dog.class)).hasSize(1);
	}

	@Test
	void anEventThatIsDroppedKeepsItsVersion() {
		store("HeartbeatSeen", 1, "{}");
		assertThat(customer().version()).isEqualTo(2);
		assertThat(customer().modifiedOn()).isEqualTo(TIME);
		Customer customer = customer();
		customer.changeName("Eve");
		save(customer);
		store("HeartbeatSeen", 1, "{}", 4);
		assertThat(customer().version()).isEqualTo(4);
		assertThat(customer().name()).isEqualTo("Eve");
		assertThat(this.infrastructure.eventStore().get(this.id)).extracting(DomainEvent::originatorVersion)
			.containsExactly(1L, 3L);
	}

	@Test
	void theFirstEventCannotBeDropped() {
		UUID other = Ids.create();
		insert(other, "HeartbeatSeen", 1, "{}", 1);
		assertThatThrownBy(() -> this.infrastructure.repository().get(Customer.class, other))
			.hasMessageContaining("first event of the aggregate " + other)
			.hasMessageContaining("dropped");
	}

	@Test
	void aCircleOfStepsIsAnErrorThatShowsThem() {
		store("Ping", 1, "{}");
		assertThatExceptionOfType(MapperException.class).isThrownBy(this::customer)
			.withMessageContaining("Customer.Ping")
			.withMessageContaining("more than 100 steps")
			.withMessageContaining("Customer.pong (Ping from version 1)")
			.withMessageContaining("Customer.ping (Pong from version 1)");
	}

	@Test
	void aNewerVersionIsAnErrorUnlessItMayBeRead() {
		store("NameChanged", 2, "{\"name\":\"Eve\",\"title\":\"Dr\"}");
		assertThatExceptionOfType(MapperException.class).isThrownBy(this::customer)
			.withMessageContaining("Customer.NameChanged in version 2, which is version 2 of the aggregate " + this.id)
			.withMessageContaining("version 2, which is newer than version 1")
			.withMessageContaining("eventsourcing.events.newer-versions")
			.withMessageNotContaining("Change its attributes");
		Repository repository = Infrastructure.builder(this.recorder)
			.newerVersions(NewerVersions.READ)
			.build()
			.repository();
		assertThat(repository.get(Customer.class, this.id).name()).isEqualTo("Eve");
	}

	@Test
	void followersOfTheLogSeeTheCurrentVersion() {
		store("Moved", 1, "{\"name\":\"Eve\",\"street\":\"High Street\",\"town\":\"Bath\"}");
		store("HeartbeatSeen", 1, "{}");
		store("NameChanged", 1, "{\"name\":\"Ann\"}");
		List<Recording> recordings = new ArrayList<>();
		List<Long> positions = new ArrayList<>();
		try (EventSubscription subscription = this.infrastructure.eventLog().subscribe(0, Customer.class)) {
			for (int i = 0; i < 4; i++) {
				recordings.add(subscription.next());
				positions.add(subscription.position());
			}
		}
		assertThat(recordings).extracting((recording) -> recording.event().name())
			.containsExactly("Registered", "NameChanged", "AddressChanged", "NameChanged");
		assertThat(recordings).extracting(Recording::notificationId).containsExactly(1L, 2L, 2L, 4L);
		assertThat(positions).as("an event is passed with its last part").containsExactly(1L, 1L, 2L, 4L);
	}

	@Test
	void aClosedSubscriptionDoesNotReturnTheRestOfAnEvent() {
		store("Moved", 1, "{\"name\":\"Eve\",\"street\":\"High Street\",\"town\":\"Bath\"}");
		EventSubscription subscription = this.infrastructure.eventLog().subscribe(1);
		assertThat(subscription.next().event().part()).isZero();
		subscription.close();
		assertThat(subscription.hasNext()).isFalse();
		assertThat(subscription.position()).isEqualTo(1);
	}

	@Test
	void aFilterByAnEventIncludesThoseThatBecomeIt() {
		Topics topics = this.infrastructure.eventLog().topics();
		assertThat(topics.topicsOf(Customer.class, "AddressChanged")).containsOnly("Customer.AddressChanged",
				"Customer.Moved");
		assertThat(topics.topicsOf(Customer.class)).contains("Customer.Moved", "Customer.HeartbeatSeen",
				"Customer.Ordered");
	}

	@Test
	void anEventThatTheClassNoLongerHasMayHaveAliases() {
		Topics topics = new Topics(List.of(), Map.of("Customer.Relocated", "Customer.Moved"));
		topics.register(Customer.class);
		topics.verify();
		store("Relocated", 1, "{\"name\":\"Eve\",\"street\":\"High Street\",\"town\":\"Bath\"}");
		Repository repository = Repository
			.of(EventStore.of(EventMapper.of(topics, new JacksonTranscoder()), this.recorder), topics);
		assertThat(repository.get(Customer.class, this.id).address()).isEqualTo("High Street, Bath");
		assertThat(topics.topicsOf(Customer.class, "NameChanged")).contains("Customer.Relocated", "Customer.Moved");
	}

	@Test
	void theStoredEventDoesNotChange() {
		store("Ordered", 1, "{\"item\":\"tea\"}");
		List<StoredEvent> before = rows();
		customer();
		assertThat(rows()).isEqualTo(before);
		List<Notification> notifications = this.infrastructure.notificationLog().select(NotificationQuery.after(1, 1));
		assertThat(notifications.get(0).event().payload()).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"item\":\"tea\"}");
		assertThat(notifications.get(0).event().eventVersion()).isEqualTo(1);
	}

	@Test
	void beansAndMethodsFormOneChain() {
		Topics topics = new Topics(List.of(new DefaultUnit()), Map.of());
		Repository repository = Infrastructure.builder(this.recorder).topics(topics).build().repository();
		store("Ordered", 1, "{\"item\":\"tea\"}");
		assertThat(repository.get(Customer.class, this.id).orders()).containsExactly("1 tea GBP");
		Customer customer = repository.get(Customer.class, this.id);
		customer.order("milk", 1, "EUR");
		repository.save(customer);
		assertThat(rows()).last().extracting(StoredEvent::eventVersion).isEqualTo(5);
	}

	@Test
	void aFailingStepIsNamed() {
		store("Moved", 1, "{\"name\":7,\"street\":\"High Street\",\"town\":{}}");
		store("Ordered", 1, "{\"item\":\"tea\",\"article\":\"milk\"}");
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> this.infrastructure.eventStore().get(this.id))
			.withMessageContaining("Customer.Moved")
			.withMessageContaining("version 2 of the aggregate " + this.id + " and at position 2 of the log");
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> this.infrastructure.eventStore()
				.read(this.id, EventRange.all().after(2), (event) -> assertThat(event).isNull()))
			.withMessageContaining("the step " + Customer.class.getName() + ".renameItem (Ordered from version 1)")
			.withMessageContaining("'item' cannot be renamed to 'article'");
	}

	/** The message is shown to operators, who may not be allowed to see the event. */
	@Test
	void theMessageOfAFailingStepIsNotThatOfTheApplication() {
		Topics topics = new Topics(List.of(new NumericNames()), Map.of());
		Repository repository = Infrastructure.builder(this.recorder).topics(topics).build().repository();
		store("NameChanged", 1, "{\"name\":\"hush\"}");
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> repository.get(Customer.class, this.id))
			.withMessageContaining("the step " + NumericNames.class.getName())
			.withMessageEndingWith("has failed: java.lang.NumberFormatException. Correct the step.")
			.withMessageNotContaining("hush")
			.withStackTraceContaining("For input string: \"hush\"");
	}

	private Customer customer() {
		return this.infrastructure.repository().get(Customer.class, this.id);
	}

	private void save(Aggregate aggregate) {
		this.infrastructure.repository().save(aggregate);
	}

	private void store(String event, int eventVersion, String json) {
		store(event, eventVersion, json, ++this.version);
	}

	private void store(String event, int eventVersion, String json, long originatorVersion) {
		insert(this.id, event, eventVersion, json, originatorVersion);
	}

	private void insert(UUID originatorId, String event, int eventVersion, String json, long originatorVersion) {
		insert(originatorId, event, eventVersion, json, originatorVersion, TIME);
	}

	private void insert(UUID originatorId, String event, int eventVersion, String json, long originatorVersion,
			Instant time) {
		this.recorder.insertEvents(Append.of(List.of(StoredEvent.builder(originatorId, originatorVersion)
			.type("Customer", event)
			.eventVersion(eventVersion)
			.timestamp(time)
			.payload(json.getBytes(StandardCharsets.UTF_8))
			.build())));
	}

	private List<StoredEvent> rows() {
		List<StoredEvent> rows = new ArrayList<>();
		this.recorder.selectEvents(this.id, EventRange.all(), rows::add);
		return rows;
	}

	/** A step that follows those of the class. */
	private static final class DefaultUnit implements Upcaster {

		@Override
		public String event() {
			return "Customer.Ordered";
		}

		@Override
		public int from() {
			return 4;
		}

		@Override
		public Upcasted upcast(EventData event) {
			return Upcasted.same(event.set("currency", "GBP"));
		}

	}

	/** Fails with an exception of the JDK, which quotes the value. */
	private static final class NumericNames implements Upcaster {

		@Override
		public String event() {
			return "Customer.NameChanged";
		}

		@Override
		public int from() {
			return 1;
		}

		@Override
		public Upcasted upcast(EventData event) {
			return Upcasted.same(event.set("name", Integer.valueOf(event.text("name"))));
		}

	}

}
