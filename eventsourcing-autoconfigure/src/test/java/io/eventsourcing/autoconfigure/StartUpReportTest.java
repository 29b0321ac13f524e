package io.eventsourcing.autoconfigure;

import javax.sql.DataSource;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says about the event store when it starts: one line, and a warning
 * of what is probably not intended.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpReportTest {

	private static final String DOGS = "eventsourcing.base-packages=" + Dog.class.getPackageName();

	private static final String IN_MEMORY = "Events are stored in an H2 database in memory";

	@Test
	void onPostgres(CapturedOutput output) {
		start(Light.class, Contexts.newPostgres());
		assertThat(output.getAll().lines().filter((line) -> line.contains("Event store: "))).singleElement()
			.asString()
			.containsPattern("INFO .*Event store: PostgreSQL [0-9.]+ at jdbc:postgresql://localhost:\\d+/test_\\d+, "
					+ "schema 'eventsourcing' at version 1, notifications of other processes on; 1 aggregate: Dog$");
		assertThat(output).doesNotContain("WARN").doesNotContainIgnoringCase("flyway");
	}

	@Test
	void withNotificationsOff(CapturedOutput output) {
		StartUp.of(Light.class)
			.with(DOGS)
			.with(Contexts.newPostgres())
			.with("eventsourcing.jdbc.notifications.enabled=false")
			.run()
			.close();
		assertThat(output).contains("notifications of other processes off;");
	}

	@Test
	void onH2(CapturedOutput output) {
		start(Light.class, Contexts.newH2());
		assertThat(output).containsPattern("Event store: H2 [0-9.]+ at jdbc:h2:mem:")
			.contains("notifications of other processes not available on H2; 1 aggregate: Dog")
			.doesNotContain("WARN")
			.doesNotContainIgnoringCase("flyway");
	}

	@Test
	void inMemory(CapturedOutput output) {
		start(Light.class, "eventsourcing.store=memory");
		assertThat(output).contains("Event store: in memory, where events end with the application; 1 aggregate: Dog")
			.doesNotContain(IN_MEMORY);
	}

	@Test
	void withARecorderOfTheApplication(CapturedOutput output) {
		start(OwnRecorder.class);
		assertThat(output).contains("Event store: in memory").doesNotContain(IN_MEMORY);
	}

	@Test
	void anEmbeddedDatabaseThatNobodyAskedForIsWarnedOf(CapturedOutput output) {
		start(Light.class);
		assertThat(output).containsPattern("WARN .*" + IN_MEMORY).contains("Set 'spring.datasource.url'");
	}

	@Test
	void anEmbeddedDatabaseOfTheApplicationIsNotWarnedOf(CapturedOutput output) {
		start(OwnDatabase.class);
		assertThat(output).contains("at jdbc:h2:mem:").doesNotContain("WARN");
	}

	@Test
	void packagesWithoutAggregatesAreWarnedOf(CapturedOutput output) {
		start(Light.class, "eventsourcing.base-packages=io.eventsourcing.fixtures.jpa");
		assertThat(output).contains("; no aggregates")
			.containsPattern("WARN .*No aggregates were found in \\[io.eventsourcing.fixtures.jpa\\].")
			.contains("'eventsourcing.base-packages'");
	}

	private static void start(Class<?> source, String... properties) {
		StartUp.of(source).with(DOGS).with(properties).run().close();
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class Light {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRecorder extends Light {

		@Bean
		MemoryRecorder recorder() {
			return new MemoryRecorder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDatabase extends Light {

		@Bean
		DataSource dataSource() {
			return new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:own;DB_CLOSE_DELAY=-1");
		}

	}

}
