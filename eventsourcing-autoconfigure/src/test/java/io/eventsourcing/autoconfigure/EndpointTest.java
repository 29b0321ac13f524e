package io.eventsourcing.autoconfigure;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

import io.eventsourcing.autoconfigure.actuate.EventSourcingEndpoint;
import io.eventsourcing.autoconfigure.actuate.EventSourcingEndpointAutoConfiguration;
import io.eventsourcing.autoconfigure.actuate.EventSourcingEndpointWebExtension;
import io.eventsourcing.autoconfigure.actuate.ParkedEventsDescriptor;
import io.eventsourcing.autoconfigure.actuate.ProjectionAction;
import io.eventsourcing.autoconfigure.actuate.ProjectionDescriptor;
import io.eventsourcing.autoconfigure.actuate.ProjectionOperator;
import io.eventsourcing.autoconfigure.actuate.ProjectionRequest;
import io.eventsourcing.autoconfigure.actuate.ProjectionResult;
import io.eventsourcing.autoconfigure.projection.actuate.EventSourcingProjectionOperatorAutoConfiguration;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** The endpoint in several processes, and in unusual applications. */
class EndpointTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String EXPOSED = "management.endpoints.web.exposure.include=eventsourcing";

	private static final String[] TRICKS = { "projections", "tricks" };

	private static final String WRITABLE = "management.endpoint.eventsourcing.access=unrestricted";

	private static StartUp app(String... database) {
		return StartUp.of(EndpointContract.App.class)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures", EXPOSED, WRITABLE)
			.with(database);
	}

	private static ApplicationContextRunner h2() {
		return Contexts.h2()
			.withConfiguration(AutoConfigurations.of(EventSourcingEndpointAutoConfiguration.class,
					EventSourcingProjectionOperatorAutoConfiguration.class, EndpointAutoConfiguration.class))
			.withPropertyValues(EXPOSED);
	}

	/** Each process with the same projections can operate all of them. */
	@Test
	void anActionTakesEffectInAllProcesses() {
		String[] database = Contexts.newPostgres();
		try (ConfigurableApplicationContext one = app(database).run();
				ConfigurableApplicationContext other = app(database).run()) {
			await().atMost(LIMIT).until(() -> state(one).equals("LIVE") && state(other).equals("LIVE"));
			endpoint(one).operate("tricks", request(ProjectionAction.PAUSE));
			assertThat(state(other)).isEqualTo("PAUSED");
			endpoint(other).operate("tricks", request(ProjectionAction.RESUME));
			await().atMost(LIMIT).until(() -> state(one).equals("LIVE"));
		}
	}

	@Test
	void aProjectionWithoutCodeIsShownAndForgotten() {
		String[] database = Contexts.newH2();
		try (ConfigurableApplicationContext context = app(database).run()) {
			await().atMost(LIMIT).until(() -> state(context).equals("LIVE"));
		}
		try (ConfigurableApplicationContext context = StartUp.plain().with(EXPOSED).with(database).run()) {
			ProjectionDescriptor tricks = endpoint(context).projection("tricks");
			assertThat(tricks.state()).isEqualTo("ORPHANED");
			assertThat(tricks.kind()).isNull();
			assertThat(endpoint(context).operate("tricks", request(ProjectionAction.FORGET)).projection()).isNull();
			assertThat(endpoint(context).stores().stores().get("default").projections())
				.containsOnlyKeys("TrickCounters", "tricks/by/name");
		}
	}

	private static EventSourcingEndpoint endpoint(ConfigurableApplicationContext context) {
		return context.getBean(EventSourcingEndpoint.class);
	}

	private static ProjectionRequest request(ProjectionAction action) {
		return new ProjectionRequest(action, null, null, null, null);
	}

	private static String state(ConfigurableApplicationContext context) {
		return endpoint(context).projection("tricks").state();
	}

	@Test
	void aStoreOfTheApplicationIsDescribed() {
		StartUp application = StartUp.of(OwnStore.class).with(EXPOSED);
		try (ConfigurableApplicationContext context = application.run()) {
			var store = endpoint(context).stores().stores().get("default");
			assertThat(store.type()).contains("$Proxy");
			assertThat(store.database()).isNull();
			assertThat(store.projections()).isEmpty();
		}
	}

	/** The state of another part of the application is not a conflict of a request. */
	@Test
	void onlyARefusedActionIsAConflict() {
		try (ConfigurableApplicationContext context = StartUp.of(BrokenOperator.class).with(EXPOSED).run()) {
			EventSourcingEndpointWebExtension web = context.getBean(EventSourcingEndpointWebExtension.class);
			assertThatIllegalStateException().isThrownBy(() -> web.projection(TRICKS));
			assertThatIllegalStateException()
				.isThrownBy(() -> web.projection("projections", "tricks", "parked-events"));
			assertThatIllegalStateException()
				.isThrownBy(() -> web.operate(TRICKS, "pause", null, null, null, null));
		}
	}

	/** A native image writes the bodies of responses as JSON. */
	@ParameterizedTest
	@ValueSource(classes = { ProjectionDescriptor.class, ParkedEventsDescriptor.class, ProjectionResult.class,
			EventSourcingEndpointWebExtension.ErrorDescriptor.class })
	void theBodiesOfResponsesHaveHints(Class<?> body) {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, EventSourcingEndpointWebExtension.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(body)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	@Test
	void itIsAbsentUnlessItIsExposed() {
		h2().withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EventSourcingEndpoint.class));
	}

	@Test
	void projectionsMayBeAbsent() {
		h2().withClassLoader(new FilteredClassLoader("io.eventsourcing.projection", "io.eventsourcing.process"))
			.run((context) -> {
				var store = context.getBean(EventSourcingEndpoint.class).stores().stores().get("default");
				assertThat(store.projections()).isEmpty();
				assertThat(store.database()).startsWith("H2 ");
				assertThat(store.schemaVersion()).isNotBlank();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenOperator extends OwnStore {

		@Bean
		ProjectionOperator broken() {
			return new ProjectionOperator() {

				@Override
				public Map<String, ProjectionDescriptor> describe() {
					throw new IllegalStateException("The pool has been closed");
				}

				@Override
				public ParkedEventsDescriptor parkedEvents(String projection) {
					throw new IllegalStateException("The pool has been closed");
				}

				@Override
				public ProjectionResult operate(String projection, ProjectionRequest request) {
					throw new IllegalStateException("The pool has been closed");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore extends StartUp.Plain {

		@Bean
		ApplicationRecorder recorder() {
			ApplicationRecorder memory = new MemoryRecorder();
			return (ApplicationRecorder) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { ApplicationRecorder.class },
					(proxy, method, arguments) -> method.invoke(memory, arguments));
		}

	}

}
