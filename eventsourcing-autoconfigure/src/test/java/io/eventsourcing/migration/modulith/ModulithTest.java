package io.eventsourcing.migration.modulith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.application.Repository;
import io.eventsourcing.migration.Page;
import io.eventsourcing.migration.Program;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The statement and the projections of the page about Spring Modulith. */
class ModulithTest {

	private static final Page PAGE = new Page("modulith.md");

	private static final String VERSION_2 = """
			,
			  status text,
			  completion_attempts int,
			  last_resubmission_date timestamp with time zone
			""";

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database.dataSource());

	private void createTables(String furtherColumns) {
		this.jdbc.execute("create table trick_count (dog_id uuid primary key, tricks int not null)");
		this.jdbc.execute("""
				create table event_publication (
				  id uuid not null primary key,
				  listener_id text not null,
				  event_type text not null,
				  serialized_event text not null,
				  publication_date timestamp with time zone not null,
				  completion_date timestamp with time zone
				""" + furtherColumns + ")");
	}

	private List<Map<String, Object>> openPublications() {
		return this.jdbc.queryForList(PAGE.sql("select listener_id"));
	}

	private ConfigurableApplicationContext start(String... properties) {
		return Program.on(this.database, Beans.class).start(properties);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", VERSION_2 })
	void openPublicationsAreFound(String furtherColumns) {
		createTables(furtherColumns);
		for (int i = 0; i < 3; i++) {
			this.jdbc.update("""
					insert into event_publication
					  (id, listener_id, event_type, serialized_event, publication_date, completion_date)
					values (?, ?, 'com.acme.DogRegistered', '{}', '2026-03-01T09:00:00Z',
					  case when ? = 0 then current_timestamp end)
					""", UUID.randomUUID(), Registry.LISTENER, i);
		}
		assertThat(openPublications()).hasSize(1)
			.first()
			.satisfies((row) -> assertThat(row).containsEntry("listener_id", Registry.LISTENER)
				.containsEntry("event_type", "com.acme.DogRegistered")
				.containsEntry("publications", 2L)
				.containsKey("since"));
	}

	@Test
	void listenersReceiveStoredEvents() {
		createTables(VERSION_2);
		try (ConfigurableApplicationContext context = start()) {
			Dog dog = new Dog("Fido");
			dog.addTrick("sit");
			dog.addTrick("jump");
			context.getBean(Repository.class).save(dog);
			assertThat(context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
			assertThat(context.getBean(TrickCounts.class).of(dog.id())).isEqualTo(2);
			assertThat(openPublications()).extracting((row) -> row.get("publications")).containsExactly(1L, 2L);
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(context.getBean(Registry.class).received()).containsExactly(
						new DogEvent.Registered("Fido"), new DogEvent.TrickAdded("sit"),
						new DogEvent.TrickAdded("jump")));
		}
	}

	/** Nothing is registered for an event that the projection has not moved past. */
	@Test
	void publicationsAreCommittedWithThePosition() {
		createTables(VERSION_2);
		try (ConfigurableApplicationContext context = start("eventsourcing.projections.on-failure=stop",
				"eventsourcing.projections.max-attempts=1")) {
			Dog dog = new Dog("Fido");
			dog.addTrick("fail");
			context.getBean(Repository.class).save(dog);
			assertThatExceptionOfType(ProjectionFailedException.class)
				.isThrownBy(() -> context.getBean(Projections.class).awaitAll(LIMIT));
			assertThat(openPublications()).extracting((row) -> row.get("event_type"))
				.containsExactly(DogEvent.Registered.class.getName());
		}
	}

	@Test
	void everyStatementIsRunHere() {
		assertThat(PAGE.snippets("sql")).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ TrickCounts.class, ApplicationEvents.class, Registry.class })
	static class Beans {

	}

}
