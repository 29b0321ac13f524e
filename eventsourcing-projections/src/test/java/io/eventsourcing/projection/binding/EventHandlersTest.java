package io.eventsourcing.projection.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.EventHandlingException;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Which method gets which event, and with which arguments. */
class EventHandlersTest {

	private static final UUID SOFA = UUID.randomUUID();

	private final Topics topics = new Topics();

	private final Cat cat = new Cat("Felix");

	private final List<Recording> recordings = new ArrayList<>();

	@BeforeEach
	void live() {
		this.topics.register(Cat.class);
		this.cat.feed("tuna", 80);
		this.cat.sleep(SOFA);
		this.cat.hide("dog");
		this.cat.feed("chicken", 60);
		for (DomainEvent event : this.cat.pendingEvents()) {
			this.recordings.add(new Recording(event, 10 + this.recordings.size()));
		}
	}

	private void handle(Object bean) {
		EventHandlers.of(bean, this.topics).handle(this.recordings);
	}

	@Test
	void argumentsAreBoundByTypeAndByName() {
		List<Object> handled = new ArrayList<>();
		handle(new Object() {

			@EventHandler("Cat.Registered")
			void registered(@AggregateId UUID id, String name) {
				handled.add(entry(id, name));
			}

			@EventHandler("Cat.Fed")
			void fed(int grams, String food, Recording recording) {
				handled.add(food + grams + '@' + recording.notificationId());
			}

			@EventHandler
			void on(Cat.Slept event, DomainEvent whole) {
				handled.add(entry(event, whole.originatorVersion()));
			}

			@EventHandler("Cat.Hidden")
			public void hidden(String reason) {
				handled.add(reason);
			}

		});
		assertThat(handled).containsExactly(entry(this.cat.id(), "Felix"), "tuna80@11",
				entry(new Cat.Slept(SOFA, 1.5), 3L), "dog", "chicken60@14");
	}

	@Test
	void theMostSpecificMethodHandlesAnEvent() {
		List<String> handled = new ArrayList<>();
		Object bean = new Object() {

			@EventHandler("*")
			void any(DomainEvent event) {
				handled.add("any " + event.name());
			}

			@EventHandler
			void sealed(Cat.CatEvent event) {
				handled.add("sealed " + event.getClass().getSimpleName());
			}

			@EventHandler
			void record(Cat.Hidden event) {
				handled.add("record " + event.reason());
			}

			@EventHandler("Cat.Fed")
			void topic(String food) {
				handled.add("topic " + food);
			}

		};
		handle(bean);
		assertThat(handled).containsExactly("any Registered", "topic tuna", "sealed Slept", "record dog",
				"topic chicken");
	}

	@Test
	void eventsUnderAliasesAreHandled() {
		EventHandlers byTopic = EventHandlers.of(new Object() {

			@EventHandler("Cat.Fed")
			void fed(String food) {
			}

		}, withAliases());
		assertThat(byTopic.topics()).containsExactlyInAnyOrder("Cat.Fed", "Cat.Nourished", "Tiger.Fed",
				"Tiger.Nourished");
		assertThat(byTopic.handles("Tiger.Nourished")).isTrue();
		EventHandlers byPattern = EventHandlers.of(new Object() {

			@EventHandler("Cat.*")
			void any(DomainEvent event) {
			}

		}, withAliases());
		assertThat(byPattern.topics()).isEmpty();
		assertThat(byPattern.handles("Tiger.Nourished")).isTrue();
		assertThat(byPattern.handles("Tiger.Unknown")).isTrue();
		assertThat(byPattern.handles("Dog.Fed")).isFalse();
	}

	@Test
	void aMethodNamesEventsByTheirCurrentNames() {
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> EventHandlers.of(new Object() {

			@EventHandler("Tiger.Nourished")
			void fed(String food) {
			}

		}, withAliases())).withMessageContaining("'Tiger.Nourished' is an alias. Use the current name 'Cat.Fed'");
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> EventHandlers.of(new Object() {

			@EventHandler("Tiger.*")
			void any(DomainEvent event) {
			}

		}, withAliases())).withMessageContaining("'Tiger.*' is an alias. Use the current name 'Cat.*'");
	}

	private static Topics withAliases() {
		Topics aliased = new Topics(List.of(), Map.of("Tiger", "Cat", "Cat.Nourished", "Cat.Fed"));
		aliased.register(Cat.class);
		return aliased;
	}

	/**
	 * Another version of the application may store events that this one does not know.
	 */
	@Test
	void aPatternAlsoSelectsUnknownEvents() {
		EventHandlers ofCats = EventHandlers.of(new Object() {

			@EventHandler("Cat.*")
			void any(DomainEvent event) {
			}

		}, this.topics);
		assertThat(ofCats.topics()).isEmpty();
		assertThat(ofCats.handles("Cat.Fed")).isTrue();
		assertThat(ofCats.handles("Cat.Groomed")).isTrue();
		assertThat(ofCats.handles("Catfish.Fed")).isFalse();
		EventHandlers ofOne = EventHandlers.of(new Object() {

			@EventHandler("Cat.Fed")
			void fed(String food) {
			}

		}, this.topics);
		assertThat(ofOne.topics()).containsExactly("Cat.Fed");
		assertThat(ofOne.handles("Cat.Groomed")).isFalse();
	}

	@Test
	void eventsWithoutAMethodAreSkipped() {
		List<String> handled = new ArrayList<>();
		Object bean = new Object() {

			@EventHandler({ "Cat.Fed", "Cat.Registered" })
			void some(Recording recording) {
				handled.add(recording.event().name());
			}

		};
		handle(bean);
		assertThat(handled).containsExactly("Registered", "Fed", "Fed");
		assertThat(EventHandlers.of(bean, this.topics).topics()).containsExactly("Cat.Fed", "Cat.Registered");
	}

	@Test
	void aListGetsConsecutiveEvents() {
		List<List<Long>> handled = new ArrayList<>();
		handle(new Object() {

			@EventHandler("Cat.*")
			void all(List<Recording> recordings) {
				handled.add(recordings.stream().map(Recording::notificationId).toList());
			}

			@EventHandler
			void alone(Cat.Slept event) {
				handled.add(List.of());
			}

		});
		assertThat(handled).containsExactly(List.of(10L, 11L), List.of(), List.of(13L, 14L));
	}

	@Test
	void methodsAreCalledThroughAProxy() {
		List<String> handled = new ArrayList<>();
		ProxyFactory factory = new ProxyFactory(new Feeding(handled));
		factory.setProxyTargetClass(true);
		factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) (invocation) -> {
			handled.add("advised");
			return invocation.proceed();
		});
		handle(factory.getProxy());
		assertThat(handled).containsExactly("advised", "tuna", "advised", "chicken");
	}

	static class Feeding {

		private final List<String> handled;

		Feeding(List<String> handled) {
			this.handled = handled;
		}

		Feeding() {
			this(List.of());
		}

		@EventHandler("Cat.Fed")
		public void fed(List<DomainEvent> events) {
			events
				.forEach((event) -> this.handled.add(event.payload().toString().replaceAll("[{]food=(\\w+),.*", "$1")));
		}

	}

	@Test
	void theFailureOfAMethodNamesTheMethodAndTheEventButNotItsAttributes() {
		Object bean = new Object() {

			@EventHandler("Cat.Fed")
			void fed(String food) {
				throw new IllegalStateException(food);
			}

		};
		assertThatExceptionOfType(EventHandlingException.class).isThrownBy(() -> handle(bean))
			.withMessageContaining("fed(String) failed to handle notification 11, the event Cat.Fed, version 2 of the "
					+ "aggregate " + this.cat.id())
			.withMessageNotContaining("tuna")
			.satisfies((ex) -> assertThat(ex.notificationId()).isEqualTo(11))
			.havingCause()
			.isInstanceOf(IllegalStateException.class);
	}

	@Test
	void errorsPass() {
		Object bean = new Object() {

			@EventHandler("Cat.Fed")
			void fed() {
				throw new StackOverflowError("test");
			}

		};
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> handle(bean)).withMessage("test");
	}

	@Test
	void anAttributeThatCannotBeReadIsAFailureOfItsEvent() {
		this.topics.register(Mouse.class);
		Mouse mouse = new Mouse();
		mouse.flee();
		List<Recording> fled = List.of(new Recording(mouse.pendingEvents().get(1), 7));
		EventHandlers handlers = EventHandlers.of(new Object() {

			@EventHandler("Mouse.Fled")
			void fled(String hole) {
			}

		}, this.topics);
		assertThatExceptionOfType(EventHandlingException.class).isThrownBy(() -> handlers.handle(fled))
			.satisfies((ex) -> assertThat(ex.notificationId()).isEqualTo(7))
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage("no hole");
	}

	@Test
	void whileAnEventIsHandledItsNotificationIsKnown() {
		List<Long> ids = new ArrayList<>();
		handle(new Object() {

			@EventHandler("Cat.Fed")
			void fed() {
				ids.add(CurrentNotification.id());
			}

			@EventHandler({ "Cat.Slept", "Cat.Hidden" })
			void others(List<DomainEvent> events) {
				ids.add(CurrentNotification.id());
			}

		});
		assertThat(ids).containsExactly(11L, 12L, 14L);
		assertThat(CurrentNotification.id()).isZero();
	}

	static Stream<Arguments> mistakes() {
		return Stream.of(mistake("There is no event for", "Did you mean 'Cat.Fed'?", new Object() {

			@EventHandler("Cat.Fedd")
			void fed() {
			}

		}), mistake("There is no event for", "Did you mean 'Cat.Fed'?", new Object() {

			@EventHandler("Fed")
			void fed() {
			}

		}), mistake("The parameter 'foods' of", "Did you mean 'food'?", new Object() {

			@EventHandler("Cat.Fed")
			void fed(String foods) {
			}

		}), mistake("The parameter 'id' of", "or annotate it with @AggregateId.", new Object() {

			@EventHandler("Cat.Fed")
			void fed(UUID id) {
			}

		}), mistake("not an attribute of Cat.Hidden, which has [reason]", "Give the parameter the name", new Object() {

			@EventHandler("Cat.*")
			void fed(String food) {
			}

		}), mistake("has the type String, but the attribute of Cat.Fed has the type int", "type of the attribute",
				new Object() {

					@EventHandler("Cat.Fed")
					void fed(String grams) {
					}

				}), mistake("Two methods handle the event Cat.Fed", "more specifically", new Object() {

					@EventHandler("Cat.Fed")
					void fed() {
					}

					@EventHandler("Cat.Fed")
					void alsoFed() {
					}

				}), mistake("is private or static", "Remove the modifier", new Object() {

					@EventHandler("Cat.Fed")
					private void fed() {
					}

				}), mistake("does not say which events it handles", "Name the events", new Object() {

					@EventHandler
					void fed(String food) {
					}

				}), mistake("is annotated with @AggregateId, but has the type String", "java.util.UUID", new Object() {

					@EventHandler("Cat.Fed")
					void fed(@AggregateId String id) {
					}

				}), mistake("handles no events", "Annotate a method", new Object()),
				mistake("There is no event for", "The known events are", new Object() {

					@EventHandler
					void on(Stranger event) {
					}

				}));
	}

	record Stranger(String name) {
	}

	private static Arguments mistake(String problem, String fix, Object bean) {
		return arguments(Named.of(problem, bean), problem, fix);
	}

	@ParameterizedTest
	@MethodSource
	void mistakes(Object bean, String problem, String fix) {
		assertThatExceptionOfType(ProjectionDefinitionException.class)
			.isThrownBy(() -> EventHandlers.of(bean, this.topics))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains(problem);
				assertThat(ex.fix()).contains(fix);
			});
	}

}
