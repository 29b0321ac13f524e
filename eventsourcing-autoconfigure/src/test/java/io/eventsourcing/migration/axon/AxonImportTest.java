package io.eventsourcing.migration.axon;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSubscription;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.migration.Program;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The statements of the page about Axon. */
class AxonImportTest {

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	private final Program program = Program.on(this.database, Beans.class);

	private AxonStore prepared(AxonTables tables) {
		this.program.start().close();
		AxonStore axon = new AxonStore(this.database, tables);
		axon.insertDogs();
		axon.prepare();
		return axon;
	}

	@ParameterizedTest
	@EnumSource
	void importedDogsGoOn(AxonTables tables) {
		AxonStore axon = prepared(tables);
		assertThat(axon.problems()).isEmpty();
		axon.importEvents();
		assertThat(axon.differences()).isEmpty();
		try (ConfigurableApplicationContext context = this.program.start()) {
			DogSchool school = context.getBean(DogSchool.class);
			Dog fido = school.repository().get(Dog.class, AxonStore.FIDO);
			assertThat(fido.name()).isEqualTo("Fido");
			assertThat(fido.tricks()).containsExactly("sit", "röll over");
			assertThat(fido.version()).isEqualTo(3);
			assertThat(fido.createdOn()).isEqualTo(Instant.parse("2024-03-01T09:00:00.000101Z"));
			assertThat(school.change(Dog.class, AxonStore.REX, (rex) -> rex.addTrick("swim")).tricks())
				.containsExactly("jump", "swim");
		}
		try (ConfigurableApplicationContext context = this.program.start()) {
			assertThat(log(context, 6)).extracting((recording) -> recording.event().name())
				.containsExactly("Registered", "Registered", "TrickAdded", "TrickAdded", "TrickAdded", "TrickAdded");
			assertThat(log(context, 6)).extracting((recording) -> recording.event().originatorId())
				.containsExactly(AxonStore.FIDO, AxonStore.REX, AxonStore.REX, AxonStore.FIDO, AxonStore.FIDO,
						AxonStore.REX);
			assertThat(log(context, 6)).extracting(Recording::notificationId).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
			assertThat(log(context, 3)).extracting((recording) -> recording.event().metadata())
				.containsExactly(Map.of("userId", "ann", "attempt", "1"), Map.of("userId", "ann", "attempt", "1"),
						Map.of());
		}
		axon.jdbc.execute(AxonStore.PAGE.sql("drop view axon_events"));
	}

	private static List<Recording> log(ConfigurableApplicationContext context, int count) {
		try (EventSubscription events = context.getBean(DogSchool.class).subscribe(0)) {
			return events.stream().limit(count).toList();
		}
	}

	@ParameterizedTest
	@EnumSource
	void theOverviewListsWhatNeedsAName(AxonTables tables) {
		AxonStore axon = prepared(tables);
		assertThat(axon.jdbc.queryForList(AxonStore.PAGE.sql("select aggregate_type"))).containsExactly(
				Map.of("aggregate_type", "Dog", "event_type", AxonStore.REGISTERED, "revision", tables.noRevision,
						"events", 2L),
				Map.of("aggregate_type", "Dog", "event_type", AxonStore.TRICK_ADDED, "revision", tables.noRevision,
						"events", 1L),
				Map.of("aggregate_type", "Dog", "event_type", AxonStore.TRICK_ADDED, "revision", "2.0", "events", 2L));
	}

	@Test
	void problemsAreFoundBeforeTheImport() {
		AxonStore axon = prepared(AxonTables.AXON_4_BYTEA);
		axon.insert(106, AxonStore.FIDO, 3, AxonStore.TRICK_ADDED, "3.0", "{\"trick\":\"dance\"}");
		axon.insert(107, AxonStore.REX, 2, AxonStore.REGISTERED, "", "<com.acme.dogs.DogRegisteredEvent/>");
		UUID bella = UUID.randomUUID();
		axon.insert(108, bella, 1, AxonStore.REGISTERED, "", "{\"name\":\"Bella\"}");
		assertThat(axon.problems()).containsExactlyInAnyOrder(
				Map.of("problem", "no row in axon_names", "subject", AxonStore.TRICK_ADDED + " 3.0", "events", 1L),
				Map.of("problem", "payload is not a JSON object", "subject", AxonStore.REGISTERED + " ", "events", 1L),
				Map.of("problem", "gap in the stream", "subject", bella.toString(), "events", 1L));
	}

	@Test
	void eventsThatWereNotImportedAreFound() {
		AxonStore axon = prepared(AxonTables.AXON_4_BYTEA);
		axon.importEvents();
		axon.insert(106, AxonStore.FIDO, 3, AxonStore.TRICK_ADDED, "2.0", "{\"trick\":\"dance\"}");
		assertThat(axon.differences())
			.containsExactly(Map.of("aggregate_id", AxonStore.FIDO, "events", 4L, "imported", 3L));
	}

	@Test
	void aSecondImportChangesNothing() {
		AxonStore axon = prepared(AxonTables.AXON_4_BYTEA);
		axon.importEvents();
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(axon::importEvents);
		assertThat(axon.jdbc.queryForObject("select count(*) from eventsourcing.stored_events", Long.class))
			.isEqualTo(5);
	}

	@Test
	void namesThatTheClassDoesNotHaveFailTheStart() {
		AxonStore axon = prepared(AxonTables.AXON_4_BYTEA);
		axon.jdbc.update("update axon_names set new_event_type = 'TrickLearned' where revision = '2.0'");
		axon.importEvents();
		assertThatThrownBy(() -> this.program.start().close())
			.hasStackTraceContaining("Dog.TrickLearned, version 2, first at position 3");
	}

	@Test
	void otherIdentifiersBecomeNameBasedIds() {
		String[] statements = AxonStore.PAGE.sql("create extension").split(";\n");
		AxonStore axon = new AxonStore(this.database, AxonTables.AXON_4_BYTEA);
		axon.jdbc.execute(statements[0]);
		assertThat(axon.jdbc.queryForObject(statements[1], UUID.class)).isEqualTo(Ids.nameBased("/dogs/Fido"));
	}

	@Test
	void everyStatementIsRunHere() {
		assertThat(AxonStore.PAGE.snippets("sql")).hasSize(10);
	}

	static class DogSchool extends Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Beans {

		@Bean
		DogSchool dogSchool() {
			return new DogSchool();
		}

	}

}
