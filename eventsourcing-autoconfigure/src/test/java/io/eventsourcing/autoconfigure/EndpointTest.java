package io.eventsourcing.autoconfigure;

import java.lang.reflect.Proxy;
import java.time.Duration;

import io.eventsourcing.autoconfigure.actuate.endpoint.EventSourcingEndpoint;
import io.eventsourcing.autoconfigure.actuate.endpoint.EventSourcingEndpointAutoConfiguration;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionAction;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionDescriptor;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionRequest;
import io.eventsourcing.autoconfigure.projection.actuate.EventSourcingProjectionOperatorAutoConfiguration;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The endpoint in several processes, and in unusual applications. */
class EndpointTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String EXPOSED = "management.endpoints.web.exposure.include=eventsourcing";

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
			endpoint(one).operate("tricks", request(ProjectionAction.REBUILD));
			await().atMost(LIMIT).until(() -> resets(one) + resets(other) == 1);
			endpoint(other).operate("tricks", request(ProjectionAction.REBUILD));
			await().atMost(LIMIT).until(() -> resets(one) + resets(other) == 2);
		}
	}

	private static int resets(ConfigurableApplicationContext context) {
		return context.getBean(EndpointContract.Tricks.class).resets();
	}

	@Test
	void aProjectionWithoutCodeIsShownAndForgotten() {
		String[] database = Contexts.newH2();
		try (ConfigurableApplicationContext context = app(database).run()) {
			await().atMost(LIMIT).until(() -> state(context).equals("LIVE"));
		}
		try (ConfigurableApplicationContext context = StartUp.of(Empty.class).with(EXPOSED).with(database).run()) {
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
		return new ProjectionRequest(action, null, null, null, null, null);
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
	@LeanActuatorApplication
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore extends Empty {

		@Bean
		ApplicationRecorder recorder() {
			ApplicationRecorder memory = new MemoryRecorder();
			return (ApplicationRecorder) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { ApplicationRecorder.class },
					(proxy, method, arguments) -> method.invoke(memory, arguments));
		}

	}

}
