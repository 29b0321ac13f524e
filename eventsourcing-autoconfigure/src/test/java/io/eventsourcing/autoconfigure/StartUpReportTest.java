package io.eventsourcing.autoconfigure;

import java.util.UUID;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
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

	private final ApplicationContextRunner runner = Contexts.h2().withPropertyValues(DOGS);

	@Test
	void onPostgres(CapturedOutput output) {
		this.runner.withPropertyValues(Contexts.newPostgres()).run((context) -> {
			assertThat(output.getAll().lines().filter((line) -> line.contains("Event store: "))).singleElement()
				.asString()
				.containsPattern("Event store: PostgreSQL [0-9.]+ at jdbc:postgresql://localhost:\\d+/test_\\d+, "
						+ "schema 'eventsourcing' at version 1, notifications of other processes on; "
						+ "1 aggregate: Dog$");
			assertThat(output).doesNotContain("WARN");
		});
	}

	@Test
	void withNotificationsOff(CapturedOutput output) {
		this.runner.withPropertyValues(Contexts.newPostgres())
			.withPropertyValues("eventsourcing.jdbc.notifications.enabled=false")
			.run((context) -> assertThat(output).contains("notifications of other processes off;"));
	}

	@Test
	void onH2(CapturedOutput output) {
		this.runner.withPropertyValues(Contexts.newH2()).run((context) -> {
			assertThat(output).containsPattern("Event store: H2 [0-9.]+ at jdbc:h2:mem:")
				.contains("notifications of other processes not available on H2; 1 aggregate: Dog");
			assertThat(output).doesNotContain("WARN");
		});
	}

	@Test
	void inMemory(CapturedOutput output) {
		Contexts.withoutJdbc()
			.withPropertyValues("eventsourcing.store=memory", DOGS)
			.run((context) -> assertThat(output)
				.contains("Event store: in memory, where events end with the application; 1 aggregate: Dog"));
	}

	@Test
	void withARecorderOfTheApplication(CapturedOutput output) {
		this.runner.withBean(MemoryRecorder.class)
			.run((context) -> assertThat(output).contains("Event store: in memory").doesNotContain(IN_MEMORY));
	}

	@Test
	void anEmbeddedDatabaseThatNobodyAskedForIsWarnedOf(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).contains("WARN")
			.contains(IN_MEMORY)
			.contains("Set 'spring.datasource.url'"));
	}

	@Test
	void anEmbeddedDatabaseOfTheApplicationIsNotWarnedOf(CapturedOutput output) {
		this.runner
			.withBean(SimpleDriverDataSource.class,
					() -> new SimpleDriverDataSource(new Driver(),
							"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"))
			.run((context) -> assertThat(output).contains("at jdbc:h2:mem:").doesNotContain(IN_MEMORY));
	}

	@Test
	void packagesWithoutAggregatesAreWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues("eventsourcing.base-packages=io.eventsourcing.fixtures.jpa")
			.run((context) -> assertThat(output).contains("; no aggregates")
				.contains("No aggregates were found in [io.eventsourcing.fixtures.jpa].")
				.contains("'eventsourcing.base-packages'"));
	}

}
