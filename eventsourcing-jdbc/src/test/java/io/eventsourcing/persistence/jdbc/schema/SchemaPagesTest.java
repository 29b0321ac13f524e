package io.eventsourcing.persistence.jdbc.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** That the page about the event store prints what ships, and what works. */
class SchemaPagesTest {

	private static final List<Path> PAGES = List.of(Path.of("../docs/schema.md"), Path.of("../docs/operations.md"));

	@ParameterizedTest
	@EnumSource
	void theSchemaIsTheOneThatShips(Dialect dialect) throws IOException {
		assertThat(snippets()).contains(script(dialect));
	}

	@Test
	void theRightsAreEnough() throws IOException {
		TestDatabase database = PostgresServer.shared().createDatabase();
		EventSourcingSchema schema = EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME);
		schema.migrate(database.dataSource());
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		jdbc.execute("create role dogschool login");
		jdbc.execute(snippet("grant "));
		schema.verify(database.dataSourceFor("dogschool"));
		try (JdbcRecorder recorder = JdbcRecorder.builder(database.dataSourceFor("dogschool")).build()) {
			recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 3)));
			assertThat(log(recorder)).hasSize(3);
		}
		track(database.dataSourceFor("dogschool"));
		assertThat(jdbc.queryForList(snippet("select t.consumer_name"))).hasSize(1)
			.first(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("consumer_name", "tricks")
			.containsEntry("notification_id", 1L)
			.containsEntry("behind", 2L)
			.containsEntry("runner", "host-1")
			.containsEntry("failed_id", 2L)
			.containsEntry("failure", "broken");
		assertThat(jdbc.queryForList(snippet("select p.consumer_name"))).hasSize(1)
			.first(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("notification_id", 1L)
			.containsEntry("attempts", 4)
			.containsEntry("request", "DISCARD")
			.containsEntry("cause", "still broken")
			.containsEntry("waiting", 1L);
	}

	/** Calls all methods of the recorders of consumers. */
	private static void track(DataSource dataSource) {
		Runner runner = new Runner(UUID.randomUUID(), "host-1", "group");
		Set<ConsumerId> tricks = Set.of(ConsumerId.ofOwnLog("tricks"));
		JdbcTrackingRecorder tracking = new JdbcTrackingRecorder(dataSource, new JdbcTransactionManager(dataSource),
				EventSourcingSchema.DEFAULT_NAME, Duration.ofSeconds(30));
		JdbcLeaseRecorder leases = new JdbcLeaseRecorder(dataSource, EventSourcingSchema.DEFAULT_NAME);
		tracking.register(ConsumerId.ofOwnLog("tricks"), 0);
		tracking.change("tricks", (versions) -> versions.map((row) -> row.in(ConsumerState.PAUSED)));
		tracking.change("tricks", (versions) -> versions.map((row) -> row.in(ConsumerState.RUNNING)));
		leases.renew(runner, Duration.ofMinutes(5), List.of());
		TrackedPosition start = leases.take(runner, tricks, 1).get(0).position();
		park(new JdbcParkedEventRecorder(dataSource, EventSourcingSchema.DEFAULT_NAME), tracking, start);
		tracking.recordStart(start.movedTo(1), 2);
		tracking.recordFailure(start.movedTo(1), 2, "broken");
		leases.release(runner.id(), tricks);
		leases.leave(runner.id());
		leases.renew(runner, Duration.ofMinutes(5), List.of());
		leases.take(runner, tricks, 1);
	}

	/** Calls all methods that change parked events. */
	private static void park(JdbcParkedEventRecorder parked, JdbcTrackingRecorder tracking, TrackedPosition start) {
		ConsumerId tricks = start.consumer();
		UUID fido = UUID.randomUUID();
		tracking.advance(start, 1, () -> {
			parked.park(tricks,
					List.of(new NewParkedEvent(1, "Dog.TrickAdded", fido, 3, "broken"),
							new NewParkedEvent(2, "Dog.TrickAdded", fido, 0, null),
							new NewParkedEvent(3, "Dog.TrickAdded", fido, 0, null)));
			parked.remove(tricks, 3);
		});
		parked.requestRetry(tricks, null);
		parked.retryFailed(tricks, 1, 4, "still broken\n\tat Tricks");
		parked.requestDiscard(tricks, 1);
	}

	@Test
	void idsBeginAfterThePositionThatIsSet() throws IOException {
		try (TestStore store = new TestStore(PostgresServer.shared().createDatabase().dataSource())) {
			String sql = snippet("select setval").replace("eventsourcing.",
					'"' + store.schema().replace("'", "''") + "\".");
			store.jdbc().execute(sql);
			assertThat(store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)))).isEqualTo(123457);
		}
	}

	@Test
	void peopleReadEventsAsJson() throws IOException {
		TestDatabase database = PostgresServer.shared().createDatabase();
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(database.dataSource());
		UUID fido = UUID.randomUUID();
		try (JdbcRecorder recorder = JdbcRecorder.builder(database.dataSource()).build()) {
			StoredEvent event = events(fido, 1, 1).get(0);
			recorder.insertEvents(Append.of(List.of(StoredEvent.builder(fido, 1)
				.type("Dog", "TrickAdded")
				.timestamp(event.timestamp())
				.payload(event.payload())
				.metadata("{\"user\":\"ann\"}")
				.build())));
			recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		}
		assertThat(new JdbcTemplate(database.dataSource())
			.queryForList(snippet("select originator_id, originator_version, payload")))
			.singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("originator_id", fido)
			.containsEntry("trick", "no. 1");
	}

	private static String snippet(String start) throws IOException {
		return snippets().stream().filter((snippet) -> snippet.startsWith(start)).findFirst().orElseThrow();
	}

	private static List<String> snippets() throws IOException {
		StringBuilder text = new StringBuilder();
		for (Path page : PAGES) {
			text.append(Files.readString(page));
		}
		return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
			.matcher(text)
			.results()
			.map((MatchResult snippet) -> snippet.group(1))
			.toList();
	}

	private static String script(Dialect dialect) throws IOException {
		try (InputStream script = EventSourcingSchema.class.getResourceAsStream("/" + SchemaScripts.first(dialect))) {
			return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
		}
	}

}
