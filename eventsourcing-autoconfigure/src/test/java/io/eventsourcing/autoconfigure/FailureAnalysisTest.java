package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;

import javax.sql.DataSource;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application that cannot start says on the console: what is wrong, and the fix.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTest {

	private static final String WITHOUT_DATA_SOURCE = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	@Test
	void noDataSource(CapturedOutput output) {
		assertThat(StartUp.plain().with(WITHOUT_DATA_SOURCE).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The event store has no data source")
			.contains("spring.datasource.url")
			.contains("eventsourcing.store=memory");
	}

	@Test
	void theFixForNoDataSourceIsTrue() {
		try (var context = StartUp.plain().with(WITHOUT_DATA_SOURCE, "eventsourcing.store=memory").run()) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void anAliasThatLeadsToNoEvent(CapturedOutput output) {
		assertThat(StartUp.lean()
			.with("eventsourcing.store=memory", "eventsourcing.base-packages=" + DogSchool.class.getPackageName(),
					"eventsourcing.events.aliases.[Dog.TrickLearned]=Dog.TrickAded")
			.failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The alias 'Dog.TrickLearned' leads to 'Dog.TrickAded', but no aggregate or event has this name")
			.contains("Did you mean 'Dog.TrickAdded'?");
	}

	@Test
	void anAliasThatIsTheNameOfAnotherEvent(CapturedOutput output) {
		assertThat(StartUp.lean()
			.with("eventsourcing.store=memory", "eventsourcing.base-packages=" + DogSchool.class.getPackageName(),
					"eventsourcing.events.aliases.[Dog.Registered]=Dog.TrickAdded")
			.failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The alias 'Registered' of the event Dog.TrickAdded of " + DogSchool.class.getPackageName())
			.contains("is also the name of the event Dog.Registered")
			.contains("Remove the alias from one of them");
	}

	@Test
	void noDriver(CapturedOutput output) {
		assertThat(StartUp.plain().with(withoutDrivers()).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("No database is configured for the event store")
			.contains("Failed to determine a suitable driver class")
			.contains("spring.datasource.url")
			.contains("eventsourcing.store=memory")
			.doesNotContain("spring.autoconfigure.exclude");
	}

	@Test
	void theFixForNoDriverIsTrue() {
		try (var context = StartUp.plain().with(withoutDrivers()).with("eventsourcing.store=memory").run()) {
			assertThat(context.getBeanNamesForType(DataSource.class)).isEmpty();
		}
	}

	@Test
	void noUrl(CapturedOutput output) {
		assertThat(StartUp.plain().with(withoutEmbeddedDatabase()).failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("No database is configured for the event store")
			.contains("spring.datasource.url")
			.contains("eventsourcing.store=memory")
			.contains("spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName());
	}

	@Test
	void noUrlInMemory(CapturedOutput output) {
		assertThat(StartUp.plain().with(withoutEmbeddedDatabase()).with("eventsourcing.store=memory").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("spring.datasource.url")
			.contains("spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName());
	}

	@Test
	void theFixForNoUrlIsTrue() {
		try (var context = StartUp.plain()
			.with(withoutEmbeddedDatabase())
			.with("eventsourcing.store=memory", WITHOUT_DATA_SOURCE)
			.run()) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void aDatabaseThatIsThereIsUsedByOthersThoughEventsAreInMemory() {
		try (var context = StartUp.plain().with("eventsourcing.store=memory").run()) {
			assertThat(context.getBeanNamesForType(DataSource.class)).hasSize(1);
		}
	}

	@Test
	void unsupportedDatabase(CapturedOutput output) {
		assertThat(StartUp.lean().with("spring.datasource.url=jdbc:hsqldb:mem:unsupported").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("The event store does not run on HSQL Database Engine")
			.contains("PostgreSQL or H2")
			.contains("@EventSourcingDataSource");
	}

	@Test
	void missingTablesOnH2(CapturedOutput output) {
		assertThat(StartUp.lean().with("eventsourcing.schema.migrate=false").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("The schema 'eventsourcing' of the event store lacks")
			.contains("the table stored_events")
			.contains("io/eventsourcing/persistence/jdbc/db/h2/V1__event_store.sql")
			.contains("eventsourcing.schema.migrate=true");
	}

	@Test
	void missingTablesOnPostgres(CapturedOutput output) {
		assertThat(StartUp.lean()
			.with(Contexts.urlOf(PostgresServer.shared().createDatabase()))
			.with("eventsourcing.schema.migrate=false", "eventsourcing.schema.name=dogs")
			.failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The schema 'dogs' of the event store lacks")
			.contains("the table stored_events")
			.contains("io/eventsourcing/persistence/jdbc/db/postgresql/V1__event_store.sql");
	}

	/**
	 * In a JVM of its own, because in this one other tests may have attached the agent
	 * that enhances classes when they are loaded.
	 */
	@Test
	void notEnhanced(@TempDir Path directory) throws Exception {
		Path jar = ForeignJar.of("""
				public class Dog extends io.eventsourcing.domain.Aggregate {

					@io.eventsourcing.domain.Event("Registered")
					public Dog(String name) {
					}

				}
				""", directory);
		String output = ProductionJvm.run(jar, "--eventsourcing.base-packages=foreign");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("foreign.Dog has members decorated with @Event but was not enhanced")
			.contains("Byte Buddy is not on the class path");
		assertThat(output.substring(output.indexOf("Action:"))).contains("eventsourcing-maven-plugin")
			.contains("eventsourcing-devtools")
			.contains("@Apply");
	}

	@Test
	void invalidAggregate(@TempDir Path directory, CapturedOutput output) throws IOException {
		String dog = """
				import io.eventsourcing.domain.*;

				public class Dog extends Aggregate {

					public record Registered() {
					}

					public record Renamed(String name) {
					}

					public Dog() {
						this(new Registered());
					}

					@Apply
					private Dog(Registered event) {
						super(event);
					}

					@Apply("Registered")
					private void on(Renamed event) {
					}

				}
				""";
		assertThat(failureOf(dog, directory, output)).contains("APPLICATION FAILED TO START")
			.contains("foreign.Dog is not a valid aggregate")
			.contains("have the same event name 'Registered'")
			.contains("Correct foreign.Dog.");
	}

	@Test
	void unstorableAttribute(@TempDir Path directory, CapturedOutput output) throws IOException {
		String dog = """
				import io.eventsourcing.domain.*;

				public class Dog extends Aggregate {

					public interface Breed {
					}

					public record Registered(Breed breed) {
					}

					@Apply
					public Dog(Registered event) {
						super(event);
					}

				}
				""";
		assertThat(failureOf(dog, directory, output)).contains("APPLICATION FAILED TO START")
			.contains("The event 'Registered' of foreign.Dog cannot be stored: attribute 'breed': ")
			.contains("Action:")
			.contains("Breed is abstract");
	}

	@Test
	void missingUpcastingStep(@TempDir Path directory, CapturedOutput output) throws IOException {
		String dog = """
				import io.eventsourcing.domain.*;
				import io.eventsourcing.upcasting.*;

				public class Dog extends Aggregate {

					public record Registered() {
					}

					@Apply
					public Dog(Registered event) {
						super(event);
					}

					@Upcast(event = "Registered", from = 1)
					static void first(EventData event) {
					}

					@Upcast(event = "Registered", from = 3)
					static void third(EventData event) {
					}

				}
				""";
		assertThat(failureOf(dog, directory, output)).contains("APPLICATION FAILED TO START")
			.contains("No step applies to version 2 of the event Registered")
			.contains("Action:")
			.contains("Add the missing step");
	}

	@Test
	void duplicateTopic(@TempDir Path directory, CapturedOutput output) throws IOException {
		String dog = """
				import io.eventsourcing.domain.*;

				public class Dog extends Aggregate {

					public record Registered() {
					}

					@Apply
					public Dog(Registered event) {
						super(event);
					}

				}
				""";
		assertThat(failureOf(dog, "foreign,io.eventsourcing.fixtures.dogs", directory, output))
			.contains("APPLICATION FAILED TO START")
			.contains("foreign.Dog")
			.contains("io.eventsourcing.fixtures.dogs.Dog")
			.contains("have the same name 'Dog' in the store")
			.contains("@AggregateName");
	}

	@Test
	void severalDataSources(CapturedOutput output) {
		assertThat(StartUp.of(TwoDataSources.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("There are several data sources, and none of them is primary: [one, two]")
			.contains("eventsourcing.jdbc.data-source")
			.contains("@EventSourcingDataSource");
	}

	@Test
	void unknownDataSource(CapturedOutput output) {
		assertThat(StartUp.of(TwoDataSources.class).with("eventsourcing.jdbc.data-source=three").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("'eventsourcing.jdbc.data-source' is 'three', which is not the name of a data source")
			.contains("Set it to one of [one, two]");
	}

	@Test
	void twoApplicationsOfOneName(CapturedOutput output) {
		assertThat(StartUp.of(TwoApplications.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The beans 'north' and 'south' are both applications named 'DogSchool'")
			.contains("override name()");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\"b" })
	void unusableSchemaName(String name, CapturedOutput output) {
		assertThat(StartUp.lean().with("eventsourcing.schema.name=" + name).failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("The name of the event store's schema must not be blank or contain quotes: '" + name + "'")
			.contains("eventsourcing.schema.name");
	}

	@ParameterizedTest
	@CsvSource({ "jdbc.lock-timeout, 0s, The lock timeout must be from 1 ms to 24 days",
			"jdbc.lock-timeout, -1s, The lock timeout must be from 1 ms to 24 days",
			"jdbc.lock-timeout, 30d, The lock timeout must be from 1 ms to 24 days",
			"jdbc.network-timeout, -1s, The network timeout must be from 0 to 24 days",
			"jdbc.max-group-size, 0, The size of a group of events must be positive",
			"jdbc.max-payload-size, 0, The maximum size of a payload must be positive",
			"jdbc.max-payload-size, -1MB, The maximum size of a payload must be positive",
			"jdbc.notifications.channel, '', The name of the notification channel must not be blank",
			"jdbc.notifications.channel, ' ', The name of the notification channel must not be blank",
			"log.page-size, 0, The page size of the log must be positive",
			"log.page-size, -1, The page size of the log must be positive",
			"log.poll-interval, 0s, The poll interval must be at least 1 ms",
			"log.poll-interval, -5s, The poll interval must be at least 1 ms",
			"log.poll-interval, 400d, The poll interval must be at least 1 ms and at most 366 days" })
	void unusableSetting(String property, String value, String problem, CapturedOutput output) {
		assertThat(StartUp.lean().with("eventsourcing." + property + "=" + value).failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains(problem)
			.contains("Set the property 'eventsourcing.")
			.contains("'eventsourcing." + property + "'")
			.contains("to another value, or remove it.");
	}

	@ParameterizedTest
	@CsvSource({ "jdbc.lock-timeout, soon", "jdbc.max-group-size, many", "jdbc.max-payload-size, 16XB",
			"jdbc.notifications.enabled, perhaps", "log.page-size, 1.5", "log.poll-interval, often" })
	void unreadableSetting(String property, String value, CapturedOutput output) {
		assertThat(StartUp.lean().with("eventsourcing." + property + "=" + value).failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("Property: eventsourcing." + property)
			.contains(value)
			.contains("Update your application's configuration");
	}

	@Test
	void unknownListenerDataSource(CapturedOutput output) {
		assertThat(StartUp.lean().with("eventsourcing.jdbc.notifications.data-source=direct").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains(
					"'eventsourcing.jdbc.notifications.data-source' is 'direct', which is not the name of a data source")
			.contains("Set it to one of [dataSource]");
	}

	@Test
	void unknownStore(CapturedOutput output) {
		assertThat(StartUp.lean().with("eventsourcing.store=file").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("eventsourcing.store")
			.contains("JDBC")
			.contains("MEMORY");
	}

	private static String failureOf(String dog, Path directory, CapturedOutput output) throws IOException {
		return failureOf(dog, "foreign", directory, output);
	}

	private static String failureOf(String dog, String packages, Path directory, CapturedOutput output)
			throws IOException {
		try (URLClassLoader loader = ForeignJar.load(ForeignJar.of(dog, directory))) {
			return StartUp.lean().with(loader).with("eventsourcing.base-packages=" + packages).failure(output);
		}
	}

	private static ClassLoader withoutDrivers() {
		return new FilteredClassLoader("org.h2", "org.hsqldb", "org.postgresql");
	}

	private static ClassLoader withoutEmbeddedDatabase() {
		return new FilteredClassLoader("org.h2", "org.hsqldb");
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class TwoDataSources {

		@Bean
		DataSource one() {
			return new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:one");
		}

		@Bean
		DataSource two() {
			return new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:two");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class TwoApplications {

		@Bean
		DogSchool north() {
			return new DogSchool();
		}

		@Bean
		DogSchool south() {
			return new DogSchool();
		}

	}

}
