package io.eventsourcing.projection.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnActivation;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods that are not called again for events that were already handled, and callbacks.
 */
class ReplayTest {

	private final Topics topics = new Topics();

	private final List<Recording> recordings = new ArrayList<>();

	private final List<String> calls = new ArrayList<>();

	@BeforeEach
	void live() {
		this.topics.register(Cat.class);
		Cat cat = new Cat("Felix");
		cat.feed("tuna", 80);
		cat.feed("chicken", 60);
		cat.hide("dog");
		cat.feed("mouse", 20);
		for (DomainEvent event : cat.pendingEvents()) {
			this.recordings.add(new Recording(event, 1 + this.recordings.size()));
		}
	}

	private EventHandlers bind(Object bean) {
		return EventHandlers.of(bean, this.topics);
	}

	@Test
	void bothMethodsOfAnEventAreCalledBeforeThoseOfTheNext() {
		bind(new Object() {

			@EventHandler("Cat.Fed")
			void fed(String food) {
				ReplayTest.this.calls.add(food);
			}

			@EventHandler(value = { "Cat.Fed", "Cat.Hidden" }, replay = false)
			void announce(DomainEvent event) {
				ReplayTest.this.calls.add("announce " + event.originatorVersion());
			}

		}).handle(this.recordings, (recording) -> recording.notificationId() <= 2);
		assertThat(this.calls).containsExactly("tuna", "chicken", "announce 3", "announce 4", "mouse", "announce 5");
	}

	@Test
	void aListIsHandledBeforeTheMethodsOfItsEvents() {
		bind(new Object() {

			@EventHandler("Cat.Fed")
			void fed(List<Recording> events) {
				ReplayTest.this.calls.add("list of " + events.size());
			}

			@EventHandler(value = "Cat.Fed", replay = false)
			void announce(String food) {
				ReplayTest.this.calls.add("announce " + food);
			}

		}).handle(this.recordings);
		assertThat(this.calls).containsExactly("list of 2", "announce tuna", "announce chicken", "list of 1",
				"announce mouse");
	}

	@Test
	void aListOfEventsThatWereNotHandledBefore() {
		EventHandlers handlers = bind(new Object() {

			@EventHandler("*")
			void any(DomainEvent event) {
				ReplayTest.this.calls.add(event.name());
			}

			@EventHandler(value = "Cat.Fed", replay = false)
			void announce(List<Recording> events) {
				ReplayTest.this.calls.add("announce " + events.size());
			}

		});
		handlers.handle(this.recordings, (recording) -> recording.notificationId() <= 2);
		assertThat(this.calls).containsExactly("Registered", "Fed", "Fed", "announce 1", "Hidden", "Fed", "announce 1");
	}

	@Test
	void aMethodWithoutReplayAloneSelectsItsEvents() {
		EventHandlers handlers = bind(new Object() {

			@EventHandler(value = "Cat.Hidden", replay = false)
			void announce(String reason) {
				ReplayTest.this.calls.add(reason);
			}

		});
		assertThat(handlers.topics()).containsExactly("Cat.Hidden");
		handlers.handle(this.recordings, (recording) -> true);
		assertThat(this.calls).isEmpty();
		handlers.handle(this.recordings);
		assertThat(this.calls).containsExactly("dog");
	}

	@Test
	void callbacksAreCalledOnTheBean() {
		EventHandlers handlers = bind(new WithCallbacks(this.calls));
		assertThat(handlers.reset()).isNotNull();
		assertThat(handlers.activation()).isNotNull();
		handlers.reset().run();
		handlers.activation().run();
		assertThat(this.calls).containsExactly("reset", "activated");
		EventHandlers without = bind(new WithoutCallbacks());
		assertThat(without.reset()).isNull();
		assertThat(without.activation()).isNull();
	}

	@ParameterizedTest
	@MethodSource
	void refusals(Supplier<Object> bean, String problem, String fix) {
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> bind(bean.get()))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains(problem);
				assertThat(ex.fix()).contains(fix);
			});
	}

	static List<Arguments> refusals() {
		return List.of(
				refusal(TwoResets::new, "Two methods are annotated with @OnReset: the method ReplayTest.TwoResets.",
						"Remove one"),
				refusal(Parameters::new, "ReplayTest.Parameters.activated() is annotated with @OnActivation, but has",
						"Remove the parameters"),
				refusal(Private::new, "ReplayTest.Private.reset() is private or static", "Remove the modifier"),
				refusal(AsyncReset::new, "ReplayTest.AsyncReset.reset() is @Async", "Remove @Async"),
				refusal(TwoMethods::new, "Two methods handle the event Cat.Fed", "more specifically"));
	}

	private static Arguments refusal(Supplier<Object> bean, String problem, String fix) {
		return Arguments.of(bean, problem, fix);
	}

	static class WithoutCallbacks {

		@EventHandler("Cat.Fed")
		void fed() {
		}

	}

	static class WithCallbacks extends WithoutCallbacks {

		private final List<String> calls;

		WithCallbacks(List<String> calls) {
			this.calls = calls;
		}

		@OnReset
		void reset() {
			this.calls.add("reset");
		}

		@OnActivation
		void activated() {
			this.calls.add("activated");
		}

	}

	static class TwoResets extends WithoutCallbacks {

		@OnReset
		void one() {
		}

		@OnReset
		void two() {
		}

	}

	static class Parameters extends WithoutCallbacks {

		@OnActivation
		void activated(String name) {
		}

	}

	static class Private extends WithoutCallbacks {

		@OnReset
		private void reset() {
		}

	}

	static class AsyncReset extends WithoutCallbacks {

		@Async
		@OnReset
		void reset() {
		}

	}

	static class TwoMethods {

		@EventHandler(value = "Cat.Fed", replay = false)
		void one() {
		}

		@EventHandler(value = "Cat.Fed", replay = false)
		void two() {
		}

	}

}
