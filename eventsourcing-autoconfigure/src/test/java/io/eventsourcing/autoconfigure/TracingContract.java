package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.processes.TrickCounters;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Traces that go through the store, on each database. Contexts share nothing else. */
abstract class TracingContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final String[] store = store();

	/** Returns properties that select an empty store. */
	abstract String[] store();

	private ConfigurableApplicationContext start(Class<?> source, String... properties) {
		ConfigurableApplicationContext context = StartUp.of(source)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures",
					"management.tracing.sampling.probability=1.0", "eventsourcing.log.poll-interval=50ms")
			.with(this.store)
			.with(properties)
			.run();
		await().atMost(LIMIT).until(() -> isLive(context));
		return context;
	}

	/** Until then, events are handled in batches. */
	private static boolean isLive(ConfigurableApplicationContext context) {
		return context.getBean(Projections.class)
			.states()
			.stream()
			.map(ProjectionState::status)
			.allMatch(ProjectionStatus.LIVE::equals);
	}

	private static void awaitAll(ConfigurableApplicationContext context) {
		assertThat(context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
	}

	/** Saves events as part of a request. */
	private static UUID request(ConfigurableApplicationContext context, String trick) {
		DogSchool school = context.getBean(DogSchool.class);
		UUID id = school.registerDog("Fido");
		Observation.createNotStarted("request", context.getBean(ObservationRegistry.class))
			.observe(() -> school.addTrick(id, trick));
		return id;
	}

	private static MutableSpan span(ConfigurableApplicationContext context, String name) {
		Spans spans = context.getBean(Spans.class);
		await().atMost(LIMIT).until(() -> spans.named(name).size() == 1);
		return spans.named(name).get(0);
	}

	/** Returns the span of the last save. */
	private static MutableSpan append(ConfigurableApplicationContext context) {
		List<MutableSpan> appends = context.getBean(Spans.class).named("append Dog");
		return appends.get(appends.size() - 1);
	}

	private static DomainEvent last(ConfigurableApplicationContext context, UUID id) {
		List<DomainEvent> events = context.getBean(DogSchool.class).eventStore().get(id);
		return events.get(events.size() - 1);
	}

	@Test
	void theTraceOfTheRequestIsStored() {
		try (ConfigurableApplicationContext context = start(School.class)) {
			UUID id = request(context, "sit");
			MutableSpan request = span(context, "request");
			MutableSpan append = append(context);
			assertThat(append.traceId()).isEqualTo(request.traceId());
			assertThat(append.parentId()).isEqualTo(request.id());
			assertThat(append.tags()).containsEntry("eventsourcing.aggregate.id", id.toString())
				.containsEntry("outcome", "stored");
			assertThat(last(context, id).metadata().get("traceparent"))
				.isEqualTo("00-%s-%s-01".formatted(append.traceId(), append.id()));
		}
	}

	@Test
	void theProjectionContinuesTheTrace() {
		try (ConfigurableApplicationContext context = start(WithTricks.class)) {
			UUID id = request(context, "sit");
			MutableSpan handle = span(context, "tricks handle Dog.TrickAdded");
			assertThat(handle.traceId()).isEqualTo(append(context).traceId());
			assertThat(handle.parentId()).isEqualTo(append(context).id());
			assertThat(handle.tags()).containsEntry("eventsourcing.aggregate.id", id.toString())
				.containsEntry("eventsourcing.notification.id", "2");
		}
	}

	@Test
	void theProjectionOfAnotherProcessContinuesTheTrace() {
		try (ConfigurableApplicationContext writer = start(School.class);
				ConfigurableApplicationContext reader = start(WithTricks.class)) {
			request(writer, "sit");
			MutableSpan handle = span(reader, "tricks handle Dog.TrickAdded");
			assertThat(handle.traceId()).isEqualTo(span(writer, "request").traceId());
			assertThat(handle.parentId()).isEqualTo(append(writer).id());
		}
	}

	@Test
	void theEventsOfAProcessApplicationContinueTheTrace() {
		try (ConfigurableApplicationContext context = start(WithCounters.class)) {
			request(context, "sit");
			MutableSpan handle = span(context, "TrickCounters handle Dog.TrickAdded");
			MutableSpan append = span(context, "append TrickCounter");
			assertThat(handle.parentId()).isEqualTo(append(context).id());
			assertThat(append.traceId()).isEqualTo(span(context, "request").traceId());
			assertThat(append.parentId()).isEqualTo(handle.id());
			awaitAll(context);
			Map<String, String> metadata = context.getBean(DogSchool.class)
				.eventStore()
				.get(UUID.nameUUIDFromBytes("sit".getBytes()))
				.get(0)
				.metadata();
			assertThat(metadata).containsEntry("traceparent", "00-%s-%s-01".formatted(append.traceId(), append.id()))
				.containsEntry("causationId", "2");
		}
	}

	/** Otherwise, it would add spans to traces that have ended long ago. */
	@Test
	void aRebuildHasOneSpanForEachBatch() {
		try (ConfigurableApplicationContext context = start(WithTricks.class)) {
			for (int i = 0; i < 20; i++) {
				request(context, "sit");
			}
			Spans spans = context.getBean(Spans.class);
			await().atMost(LIMIT).until(() -> spans.named("tricks handle Dog.TrickAdded").size() == 20);
			int before = spans.named("tricks batch").size();
			context.getBean(ProjectionOperations.class).rebuild("tricks");
			await().atMost(LIMIT).until(() -> context.getBean(Tricks.class).contexts.size() == 20);
			await().atMost(LIMIT).until(() -> spans.named("tricks batch").size() > before);
			assertThat(spans.named("tricks handle Dog.TrickAdded")).hasSize(20);
			assertThat(spans.named("tricks batch").size() - before).isLessThan(5);
			assertThat(spans.named("tricks batch")).allSatisfy((batch) -> assertThat(batch.parentId()).isNull());
		}
	}

	@Test
	void theTraceCanBeLeftOut() {
		try (ConfigurableApplicationContext context = start(WithTricks.class, "eventsourcing.metadata.trace=false")) {
			UUID id = request(context, "sit");
			assertThat(last(context, id).metadata()).isEmpty();
			assertThat(span(context, "tricks handle Dog.TrickAdded").parentId()).isNull();
		}
	}

	@Test
	void theLoggingContextContainsTheEvent() {
		try (ConfigurableApplicationContext context = start(WithTricks.class)) {
			UUID id = request(context, "sit");
			awaitAll(context);
			Map<String, String> mdc = context.getBean(Tricks.class).contexts.get(0);
			assertThat(mdc).containsEntry("eventsourcing.projection", "tricks")
				.containsEntry("eventsourcing.notification", "2")
				.containsEntry("eventsourcing.aggregate", id.toString())
				.containsEntry("traceId", append(context).traceId());
		}
	}

	@Configuration(proxyBeanMethods = false)
	@LeanActuatorApplication
	@Import({ DogSchool.class, Spans.class })
	static class School {

	}

	@Import(Tricks.class)
	static class WithTricks extends School {

	}

	@Import(TrickCounters.class)
	static class WithCounters extends School {

	}

	@Projection("tricks")
	static class Tricks {

		private final List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();

		@EventHandler("Dog.TrickAdded")
		void added() {
			this.contexts.add(MDC.getCopyOfContextMap());
		}

		@OnReset
		void reset() {
			this.contexts.clear();
		}

	}

	/** Keeps the spans of a context. */
	static class Spans extends SpanHandler {

		private final List<MutableSpan> spans = new CopyOnWriteArrayList<>();

		@Override
		public boolean end(TraceContext context, MutableSpan span, Cause cause) {
			this.spans.add(span);
			return true;
		}

		List<MutableSpan> named(String name) {
			return this.spans.stream().filter((span) -> name.equals(span.name())).toList();
		}

	}

}
