package io.eventsourcing.persistence.jackson;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.eventsourcing.application.EventDecodingException;
import io.eventsourcing.application.EventSubscription;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.MapperException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Events with attributes of all types, and rows that cannot be read, on every store.
 */
abstract class StoredJsonContract {

	/** The event, what is stored, and what the message says. */
	private static final String UNREADABLE = """
			Weighed | \0\1garbage | invalid JSON
			Weighed | {"grams":1,"scale":"hush | invalid JSON
			Weighed | ["hush"] | Cannot deserialize
			Weighed | {"grams":"hush","scale":"s"} | does not fit the type int, at grams
			Weighed | {"grams":99999999999,"scale":"hush"} | does not fit the type int, at grams
			Weighed | {"grams":1,"scale":{"a":"hush"}} | at scale
			Weighed | {"grams":1,"scale":"hush","place":null,"note":7} | does not fit the type java.lang.String, at note
			Weighed | {"scale":"hush"} | 'grams' is not stored and cannot be null
			Named | {"title":"hush","note":"n"} | 'title' is stored but not declared, and 'name' is declared but not stored
			Sent | {"receiver":"hush","from":"b"} | 'receiver' is stored but not declared
			Paid | {"payment":{"type":"hush"},"vehicle":null} | no known class of io.eventsourcing.persistence.jackson.Parcel$Payment (if a class was removed, keep it or add an upcasting step; if it was renamed, give it its former name with @JsonTypeName), at payment
			Marked | {"label":"HUSH","labels":[]} | expected one of the constants [FRAGILE, COOL] of io.eventsourcing.persistence.jackson.Parcel$Label, at label
			Marked | {"label":"COOL","labels":["COOL","HUSH"]} | expected one of the constants [FRAGILE, COOL] of io.eventsourcing.persistence.jackson.Parcel$Label, at labels[1]
			Packed | {"box":null,"stamp":{"country":"c","value":"hush"},"tolerant":null} | at stamp.value
			""";

	private ApplicationRecorder recorder;

	private Infrastructure infrastructure;

	/** A recorder without events. */
	abstract ApplicationRecorder createRecorder();

	@BeforeEach
	void create() {
		this.recorder = createRecorder();
		this.infrastructure = Infrastructure.of(this.recorder);
		this.infrastructure.eventLog().topics().register(StoredTypes.class);
		this.infrastructure.eventLog().topics().register(Parcel.class);
	}

	@Test
	void attributesOfEveryTypeAreLoadedAsTheyWereSaved() {
		List<DomainEvent> events = GoldenJsonTest.events();
		this.infrastructure.eventStore().put(events);
		List<DomainEvent> loaded = this.infrastructure.eventStore().get(events.get(0).originatorId());
		assertThat(loaded).isEqualTo(events);
		EventArguments collections = (EventArguments) loaded.stream()
			.filter((event) -> event.name().equals("Collections"))
			.findFirst()
			.orElseThrow()
			.payload();
		assertThat((Set<?>) collections.get("ordered")).hasToString("[q, b, a, zz, k]");
	}

	@Test
	void aBodyThatIteratesOverASetDoesTheSameWhenTheAggregateIsLoaded() {
		Walk walk = new Walk();
		walk.take(new LinkedHashSet<>(List.of("q", "b", "a", "zz", "k")));
		this.infrastructure.repository().save(walk);
		Walk loaded = this.infrastructure.repository().get(Walk.class, walk.id());
		assertThat(loaded).isEqualTo(walk);
		assertThat(loaded.order).containsExactly("q", "b", "a", "zz", "k");
	}

	@Test
	void longNumbersKeysAndTextsAreLoaded() {
		StoredTypes types = new StoredTypes();
		types.decimals(new BigDecimal("1.50"), BigDecimal.ONE, BigDecimal.ZERO,
				BigInteger.TEN.pow(1199).add(BigInteger.ONE));
		types.maps(Map.of("k".repeat(60_000), 1), new TreeMap<>(), Map.of(), Map.of(), Map.of());
		types.texts("x".repeat(900_000), null, "");
		List<DomainEvent> events = types.collectEvents();
		this.infrastructure.eventStore().put(events);
		assertThat(this.infrastructure.eventStore().get(types.id())).isEqualTo(events);
	}

	@Test
	void anObjectThatContainsItselfIsNamedAndNothingIsSaved() {
		Circular circular = new Circular();
		StoredJsonTest.Circle circle = new StoredJsonTest.Circle();
		circular.turn(circle);
		circle.next.add(circle);
		Parcel parcel = new Parcel();
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> this.infrastructure.repository().save(parcel, circular))
			.withMessageStartingWith("The event Circular.Turned in version 1, which is version 2 of the aggregate "
					+ circular.id() + ", cannot be written: ")
			.withMessageContaining("nesting depth (501) exceeds the maximum allowed (500")
			.withMessageContaining(", at circle.next[0].next[0]");
		assertThat(this.recorder.maxNotificationId()).isZero();
		circle.next.clear();
		this.infrastructure.repository().save(parcel, circular);
		assertThat(this.infrastructure.repository().get(Circular.class, circular.id()).version()).isEqualTo(2);
	}

	@Test
	void whatCannotBeReadIsNamedAndNothingIsLost() {
		UNREADABLE.lines()
			.map((line) -> line.split(" +\\| "))
			.forEach((line) -> checkUnreadable(line[0], line[1], line[2]));
	}

	private void checkUnreadable(String event, String json, String reason) {
		UUID id = Ids.create();
		insert(id, 1, "Created", "{}");
		long position = insert(id, 2, event, json);
		insert(id, 3, "Named", "{\"name\":\"a\",\"note\":null}");
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> this.infrastructure.repository().get(Parcel.class, id))
			.withMessageContaining("Parcel." + event)
			.withMessageContaining("version 2 of the aggregate %s and at position %d of the log", id, position)
			.withMessageContaining(reason)
			.withMessageNotContaining("hush");
		try (EventSubscription subscription = this.infrastructure.eventLog().subscribe(position - 1, Parcel.class)) {
			assertThatExceptionOfType(EventDecodingException.class).isThrownBy(subscription::next)
				.withMessageContaining("Notification %d (Parcel.%s", position, event)
				.withMessageContaining(reason)
				.withMessageNotContaining("hush")
				.satisfies((ex) -> assertThat(ex.notificationId()).isEqualTo(position));
			assertThat(subscription.next().event().name()).isEqualTo("Named");
		}
		List<StoredEvent> rows = new ArrayList<>();
		this.recorder.selectEvents(id, EventRange.all(), rows::add);
		assertThat(rows).hasSize(3);
		assertThat(rows.get(1).payload()).asString(UTF_8).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hush", "{\"user\":\"hush", "{\"user\":\"hush\"} more" })
	void metadataThatCannotBeReadIsNamedAndTheAggregateIsLoaded(String metadata) {
		UUID id = Ids.create();
		insert(id, 1, "Created", "{}", metadata);
		assertThat(this.infrastructure.repository().get(Parcel.class, id).version()).isOne();
		DomainEvent event = this.infrastructure.eventStore().get(id).get(0);
		assertThat(event.name()).isEqualTo("Created");
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> event.metadata().get("user"))
			.withMessage(
					"The event Parcel.Created in version 1, which is version 1 of the aggregate %s, cannot be read: "
						.formatted(id)
							+ "the column 'metadata' of its row in the table stored_events does not contain valid JSON. "
							+ "Store a JSON object of strings in it, such as {\"user\":\"ann\"}, or null if nothing is known. "
							+ "The attributes of the event are not affected: the aggregate can be loaded.")
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("tools.jackson"))
			.satisfies((ex) -> assertThat(stackTrace(ex)).doesNotContain("hush"));
	}

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	private long insert(UUID id, long version, String event, String json) {
		return insert(id, version, event, json, null);
	}

	private long insert(UUID id, long version, String event, String json, @Nullable String metadata) {
		return this.recorder.insertEvents(Append.of(List.of(StoredEvent.builder(id, version)
			.type("Parcel", event)
			.timestamp(Instant.parse("2026-02-03T04:05:06Z"))
			.payload(json.getBytes(UTF_8))
			.metadata(metadata)
			.build())));
	}

	/** Remembers the order of a set. */
	static class Walk extends Aggregate {

		private final List<String> order = new ArrayList<>();

		@Event("Begun")
		Walk() {
		}

		@Event("Taken")
		void take(Set<String> dogs) {
			this.order.addAll(dogs);
		}

	}

}
