package io.eventsourcing.projection.binding;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Events of other applications, whose aggregate classes are not known. */
class ForeignEventsTest {

	private static final UUID ID = UUID.randomUUID();

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	/** What the methods of the beans have been called with. */
	static final List<Object> calls = new ArrayList<>();

	private static ForeignEvents bind(Object bean) {
		calls.clear();
		return ForeignEvents.of(bean);
	}

	private static DomainEvent event(ForeignEvents events, String aggregate, String name, String json) {
		EventType type = events.type(aggregate + '.' + name);
		return new DomainEvent(type, ID, 2, TIME,
				new JacksonTranscoder().decode(type, 1, json.getBytes(StandardCharsets.UTF_8)));
	}

	private static void handle(ForeignEvents events, String aggregate, String name, String json) {
		events.handlers().handle(List.of(new Recording(event(events, aggregate, name, json), 7)));
	}

	@Test
	void attributesAreReadByNameAndType() {
		ForeignEvents events = bind(new Attributes());
		assertThat(events.handlers().topics()).containsExactly("Order.Placed");
		assertThat(events.handlers().handles("Order.Placed")).isTrue();
		assertThat(events.handlers().handles("Order.Cancelled")).isFalse();
		handle(events, "Order", "Placed",
				"{\"total\": 42, \"unknown\": {\"a\": 1}, \"lines\": [{\"article\": \"ball\", \"count\": 2}], \"at\": \"2026-01-01T00:00:00Z\"}");
		assertThat(calls).containsExactly(ID, 42L, List.of(new Line("ball", 2)), Instant.parse("2026-01-01T00:00:00Z"),
				"first time: 42");
	}

	@Test
	void anAttributeThatIsMissingIsNullUnlessItIsPrimitive() {
		ForeignEvents events = bind(new Attributes());
		handle(events, "Order", "Placed", "{\"total\": 1}");
		assertThat(calls).containsExactly(ID, 1L, null, null, "first time: 1");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> handle(events, "Order", "Placed", "{}"))
			.withStackTraceContaining("the attribute 'total' is not stored and cannot be null");
	}

	@Test
	void aRecordReceivesAllAttributes() {
		ForeignEvents events = bind(new WholeRecord());
		handle(events, "Order", "Placed", "{\"article\": \"ball\", \"count\": 2}");
		assertThat(calls).containsExactly(new Line("ball", 2), ID, "ball");
	}

	@Test
	void patternsSelectEventsThatWereNotKnownBefore() {
		ForeignEvents events = bind(new Patterns());
		assertThat(events.handlers().topics()).isEmpty();
		handle(events, "Order", "Placed", "{\"total\": 1}");
		handle(events, "Order", "Cancelled", "{}");
		handle(events, "Customer", "Moved", "{}");
		handle(events, "Order", "Cancelled", "{}");
		assertThat(calls).containsExactly("placed 1", "order Cancelled 7", "any Moved", "order Cancelled 7");
	}

	@Test
	void theEnvelopeIsThatOfTheEvent() {
		ForeignEvents events = bind(new Attributes());
		DomainEvent event = event(events, "Order", "Placed", "{\"total\": 42}");
		assertThat(event.name()).isEqualTo("Placed");
		assertThat(event.originatorId()).isEqualTo(ID);
		assertThat(event.originatorVersion()).isEqualTo(2);
		assertThat(event.timestamp()).isEqualTo(TIME);
		assertThat(event.type()).hasToString("Order.Placed");
		assertThat(event.type().aggregateType()).isEqualTo(Aggregate.class);
		assertThat(((EventArguments) event.payload()).get("total")).isEqualTo(42L);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> event.mutate(null))
			.withMessageContaining("Order.Placed");
	}

	@Test
	void aRecordAloneDoesNotSelectEvents() {
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> bind(new ByRecord()))
			.withMessageContaining("ByRecord.placed(ForeignEventsTest.Line)")
			.withMessageContaining("Name the events");
	}

	@Test
	void patternsHaveNoAttributes() {
		assertThatExceptionOfType(ProjectionDefinitionException.class)
			.isThrownBy(() -> bind(new PatternWithAttribute()))
			.withMessageContaining("the pattern 'Order.*'")
			.withMessageContaining("the parameter 'total'");
	}

	@Test
	void twoTypesOfOneAttribute() {
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> bind(new TwoTypes()))
			.withMessageContaining("The parameter 'total'")
			.withMessageContaining("java.lang.String")
			.withMessageContaining("long");
	}

	@Test
	void twoMethodsForOneEvent() {
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> bind(new TwoMethods()))
			.withMessageContaining("Two methods handle the event Order.Placed");
	}

	record Line(String article, int count) {
	}

	static class Attributes {

		@EventHandler("Order.Placed")
		void placed(@AggregateId UUID id, long total, List<Line> lines, Instant at) {
			calls.add(id);
			calls.add(total);
			calls.add(lines);
			calls.add(at);
		}

		@EventHandler(value = "Order.Placed", replay = false)
		void tell(long total) {
			calls.add("first time: " + total);
		}

	}

	static class WholeRecord {

		@EventHandler("Order.Placed")
		void placed(Line line, @AggregateId UUID id) {
			calls.add(line);
			calls.add(id);
		}

		@EventHandler(value = "Order.Placed", replay = false)
		void tell(String article) {
			calls.add(article);
		}

	}

	static class Patterns {

		@EventHandler("Order.Placed")
		void placed(int total) {
			calls.add("placed " + total);
		}

		@EventHandler("Order.*")
		void order(Recording recording) {
			calls.add("order " + recording.event().name() + ' ' + recording.notificationId());
		}

		@EventHandler("*")
		void any(List<DomainEvent> events) {
			events.forEach((event) -> calls.add("any " + event.name()));
		}

	}

	static class ByRecord {

		@EventHandler
		void placed(Line line) {
		}

	}

	static class PatternWithAttribute {

		@EventHandler("Order.*")
		void any(long total) {
		}

	}

	static class TwoTypes {

		@EventHandler("Order.Placed")
		void placed(long total) {
		}

		@EventHandler(value = "Order.Placed", replay = false)
		void tell(String total) {
		}

	}

	static class TwoMethods {

		@EventHandler("Order.Placed")
		void one(long total) {
		}

		@EventHandler("Order.Placed")
		void two() {
		}

	}

}
