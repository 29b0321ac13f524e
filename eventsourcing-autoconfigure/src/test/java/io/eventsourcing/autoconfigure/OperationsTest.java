package io.eventsourcing.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see besides the endpoint, health and meters; and applications without
 * Actuator and Micrometer.
 */
class OperationsTest {

	private static final String INFO = "management.info.eventsourcing.enabled=true";

	@Test
	void theInfoContainsTheSchema() {
		try (ConfigurableApplicationContext context = StartUp.plain().with(Contexts.newH2()).with(INFO).run()) {
			Map<?, ?> info = (Map<?, ?>) info(context).get("eventsourcing");
			Map<?, ?> store = (Map<?, ?>) ((Map<?, ?>) info.get("stores")).get("default");
			assertThat(store.get("schema")).isEqualTo("eventsourcing");
			assertThat(String.valueOf(store.get("schemaVersion"))).matches("\\d+");
			assertThat(String.valueOf(store.get("database"))).startsWith("H2 ");
		}
	}

	@Test
	void theInfoHasToBeEnabled() {
		try (ConfigurableApplicationContext context = StartUp.plain().with(Contexts.newH2()).run()) {
			assertThat(info(context)).doesNotContainKey("eventsourcing");
		}
	}

	private static Map<String, Object> info(ConfigurableApplicationContext context) {
		Info.Builder info = new Info.Builder();
		context.getBeanProvider(InfoContributor.class).forEach((contributor) -> contributor.contribute(info));
		return info.build().getDetails();
	}

	@Test
	void startUpIsRecordedInSteps() {
		SpringApplication application = new SpringApplication(StartUp.Plain.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		BufferingApplicationStartup startup = new BufferingApplicationStartup(10_000);
		application.setApplicationStartup(startup);
		String[] arguments = Stream
			.concat(Stream.of(Contexts.newH2()),
					Stream.of("eventsourcing.base-packages=io.eventsourcing.fixtures.dogs"))
			.map("--"::concat)
			.toArray(String[]::new);
		application.run(arguments).close();
		var steps = startup.getBufferedTimeline()
			.getEvents()
			.stream()
			.map((event) -> event.getStartupStep())
			.filter((step) -> step.getName().startsWith("eventsourcing."))
			.toList();
		assertThat(steps).extracting((step) -> step.getName())
			.containsExactlyInAnyOrder("eventsourcing.schema.migrate", "eventsourcing.aggregates.scan");
		assertThat(steps.stream().flatMap((step) -> StreamSupport.stream(step.getTags().spliterator(), false)))
			.extracting((tag) -> tag.getKey() + "=" + tag.getValue())
			.contains("aggregates=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer", "io.micrometer.core", "io.micrometer.tracing" })
	void micrometerMayBeAbsent(String missing) {
		StartUp application = StartUp.plain()
			.with(Contexts.newH2())
			.with(INFO, "management.endpoints.web.exposure.include=*")
			.with(new FilteredClassLoader(missing));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBean(ApplicationRecorder.class).maxNotificationId()).isZero();
		}
	}

	/** In a JVM whose class path contains nothing of them. */
	@Test
	void withoutMicrometerAndActuatorNothingOfThemIsLoaded(@TempDir Path directory) {
		JavaProcess application = JavaProcess.run(List.of("-verbose:class"),
				JavaProcess.classPathWithout("micrometer", "context-propagation", "actuator", "spring-boot-health",
						"brave", "hibernate", "data-jpa"),
				ProductionJvm.class.getName(), "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("dogs"));
		assertThat(application.exitCode()).as(application.output()).isZero();
		List<String> loaded = application.output()
			.lines()
			.filter((line) -> line.contains(" source: "))
			.map((line) -> line.replaceAll("^\\[[^ ]*\\] *|^\\[.*\\]\\[.*\\] *", "").trim())
			.toList();
		assertThat(loaded).anyMatch((line) -> line.startsWith("io.eventsourcing.autoconfigure."))
			.noneMatch((line) -> line.startsWith("io.micrometer."))
			.noneMatch((line) -> line.startsWith("org.springframework.boot.actuate."))
			.noneMatch((line) -> line.startsWith("org.springframework.boot.health."))
			.noneMatch((line) -> line.startsWith("io.eventsourcing.autoconfigure.actuate."))
			.noneMatch((line) -> line.startsWith("io.eventsourcing.autoconfigure.metrics."))
			.noneMatch((line) -> line.startsWith("io.eventsourcing.autoconfigure.projection.actuate."))
			.noneMatch((line) -> line.startsWith("io.eventsourcing.autoconfigure.projection.metrics."));
		assertThat(loaded.stream()
			.filter((line) -> line.startsWith("io.eventsourcing.autoconfigure.") && line.contains(".observation."))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.map((name) -> name.substring(name.lastIndexOf('.') + 1)))
			.isSubsetOf("MdcHandling", "EventSourcingProjectionLoggingAutoConfiguration");
	}

}
