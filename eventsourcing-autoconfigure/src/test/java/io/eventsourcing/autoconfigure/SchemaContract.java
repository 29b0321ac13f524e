package io.eventsourcing.autoconfigure;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.eventsourcing.application.Repository;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables are there before anything uses the database, whatever else the application
 * has.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class SchemaContract {

	private static final String OWN_MIGRATIONS = "spring.flyway.locations=classpath:fixtures/migration";

	private final ApplicationContextRunner runner;

	SchemaContract(String[] database) {
		this.runner = Contexts.h2().withPropertyValues(database).withBean(DogSchool.class);
	}

	/** The name of the schema that applications use that do not care. */
	abstract String defaultSchema();

	private ApplicationContextRunner withFlyway() {
		return this.runner.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class));
	}

	@Test
	void theTablesHaveASchemaOfTheirOwn() {
		this.runner.run((context) -> {
			assertThatEventsAreStored(context);
			assertThat(schemasWith("stored_events", context)).containsExactly("eventsourcing");
		});
	}

	@Test
	void flywayIsSilentAboutOurMigrationOnly(CapturedOutput output) {
		this.runner.run(this::assertThatEventsAreStored);
		this.runner.run(this::assertThatEventsAreStored);
		assertThat(output).doesNotContainIgnoringCase("flyway");
		withFlyway().withPropertyValues(OWN_MIGRATIONS).run(this::assertThatEventsAreStored);
		assertThat(output).contains("Migrating schema \"" + defaultSchema() + "\" to version \"1 - kennels\"")
			.doesNotContain("event store\"");
	}

	@Test
	void theSchemaMayHaveAnotherName() {
		this.runner.withPropertyValues("eventsourcing.schema.name=Events of 'dogs'").run((context) -> {
			assertThatEventsAreStored(context);
			assertThat(schemasWith("stored_events", context)).containsExactly("Events of 'dogs'");
		});
	}

	@Test
	void theSchemaMayBeThatOfTheApplication() {
		for (int start = 1; start <= 2; start++) {
			withFlyway().withPropertyValues(OWN_MIGRATIONS, "eventsourcing.schema.name=" + defaultSchema())
				.run((context) -> {
					assertThatEventsAreStored(context);
					assertThat(schemasWith("stored_events", context)).isEqualTo(schemasWith("kennels", context))
						.containsExactly(defaultSchema());
				});
		}
	}

	@Test
	void theTablesAreKept() {
		this.runner.run((context) -> {
			UUID dogId = context.getBean(DogSchool.class).registerDog("Fido");
			this.runner.run((second) -> assertThat(second.getBean(Repository.class).get(Dog.class, dogId).firstName())
				.isEqualTo("Fido"));
		});
	}

	@Test
	void tablesThatAreThereNeedNoMigration() {
		this.runner.run(this::assertThatEventsAreStored);
		this.runner.withPropertyValues("eventsourcing.schema.migrate=false").run((context) -> {
			assertThatEventsAreStored(context);
			assertThat(context.getBean(DogSchool.class).notificationLog().maxId()).isEqualTo(2);
		});
	}

	@Test
	void tablesThatAreMissingAreNoticed() {
		this.runner.withPropertyValues("eventsourcing.schema.migrate=false")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("the table stored_events")
				.hasMessageContaining("V1__event_store.sql"));
	}

	@Test
	void theApplicationHasItsOwnMigrations() {
		for (int start = 1; start <= 2; start++) {
			withFlyway().withPropertyValues(OWN_MIGRATIONS).run((context) -> {
				assertThatEventsAreStored(context);
				assertThat(schemasWith("kennels", context)).containsExactly(defaultSchema());
				assertThat(schemasWith("flyway_schema_history", context)).containsExactly(defaultSchema());
				assertThat(schemasWith("eventsourcing_schema_history", context)).containsExactly("eventsourcing");
			});
		}
	}

	@Test
	void theApplicationHasFlywayButNoMigrations() {
		for (int start = 1; start <= 2; start++) {
			withFlyway().run(this::assertThatEventsAreStored);
		}
	}

	@Test
	void theApplicationGetsMigrationsLater() {
		this.runner.run(this::assertThatEventsAreStored);
		withFlyway().withPropertyValues(OWN_MIGRATIONS).run((context) -> {
			assertThatEventsAreStored(context);
			assertThat(schemasWith("kennels", context)).containsExactly(defaultSchema());
		});
	}

	@Test
	void theApplicationSwitchesItsFlywayOff() {
		for (int start = 1; start <= 2; start++) {
			withFlyway().withPropertyValues(OWN_MIGRATIONS, "spring.flyway.enabled=false").run((context) -> {
				assertThatEventsAreStored(context);
				assertThat(schemasWith("kennels", context)).isEmpty();
			});
		}
	}

	@Test
	void theApplicationKeepsItsFlywayBean() {
		withFlyway().run((context) -> assertThat(context).hasSingleBean(Flyway.class));
	}

	@Test
	void aBeanSeesTheTablesInItsConstructor() {
		this.runner.withBean("0", TemplateReader.class)
			.withBean("1", ClientReader.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aScriptSeesTheTables() {
		this.runner
			.withPropertyValues("spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/view.sql")
			.run((context) -> {
				assertThatEventsAreStored(context);
				assertThat(context.getBean(JdbcTemplate.class)
					.queryForList("select event_type from event_topics", String.class)).containsExactly("Registered");
			});
	}

	@Test
	void onePoolConnectionIsEnoughToStart() {
		this.runner
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1",
					"spring.datasource.hikari.auto-commit=false", "spring.datasource.hikari.connection-timeout=5000")
			.run(this::assertThatEventsAreStored);
	}

	@Test
	void instancesMayStartAtOnce() {
		int instances = 4;
		CyclicBarrier start = new CyclicBarrier(instances);
		List<CompletableFuture<Void>> starts = IntStream.range(0, instances)
			.mapToObj((instance) -> CompletableFuture.runAsync(() -> this.runner.withInitializer((context) -> {
				try {
					start.await();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}).run(this::assertThatEventsAreStored), (task) -> new Thread(task).start()))
			.toList();
		starts.forEach(CompletableFuture::join);
		this.runner.run((context) -> {
			assertThat(context.getBean(DogSchool.class).notificationLog().select(1, 10)).hasSize(instances);
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from \"eventsourcing\".\"eventsourcing_schema_history\" "
						+ "where \"type\" = 'SQL'", Integer.class))
				.isEqualTo(1);
		});
	}

	private void assertThatEventsAreStored(AssertableApplicationContext context) {
		DogSchool school = context.getBean(DogSchool.class);
		UUID dogId = school.registerDog("Fido");
		assertThat(school.tricks(dogId)).isEmpty();
	}

	private static List<String> schemasWith(String table, AssertableApplicationContext context) {
		return new JdbcTemplate(context.getBean(DataSource.class)).queryForList(
				"select table_schema from information_schema.tables where lower(table_name) = ?", String.class, table);
	}

	static class TemplateReader {

		TemplateReader(JdbcTemplate jdbc) {
			assertThat(jdbc.queryForObject("select count(*) from \"eventsourcing\".stored_events", Integer.class))
				.isZero();
		}

	}

	static class ClientReader {

		ClientReader(JdbcClient jdbc) {
			assertThat(jdbc.sql("select count(*) from \"eventsourcing\".stored_events").query(Integer.class).single())
				.isZero();
		}

	}

}
