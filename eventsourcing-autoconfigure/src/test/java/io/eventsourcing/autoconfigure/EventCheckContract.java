package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * That an application finds the stored events that it cannot read before it needs them.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class EventCheckContract {

	private static final String HEAD = "The store contains events that this application cannot read:";

	private static final String LEARNED = """
			Dog.TrickLearned, version 1, first at position 1: Dog has no event of that name. \
			Did you mean TrickAdded? Then add "TrickLearned" to its aliases.""";

	private static final String FAIL = "eventsourcing.events.check.mode=fail";

	private static final String PART = "group by originator_type";

	private final String[] database;

	private final ApplicationContextRunner runner;

	EventCheckContract(String... database) {
		this.database = database;
		this.runner = Contexts.h2()
			.withPropertyValues(database)
			.withPropertyValues("eventsourcing.base-packages=" + Dog.class.getPackageName())
			.withBean(DogSchool.class);
	}

	/** Completes a statement that inserts events. */
	abstract String in(String sql);

	/** Imports events with SQL. */
	private void insert(int count, String originatorType, String eventType, int version) {
		this.runner.withPropertyValues("eventsourcing.events.check.mode=off")
			.run((context) -> context.getBean(JdbcTemplate.class).update(in("""
					insert into "eventsourcing".stored_events (notification_id, originator_version, event_time,
					  originator_id, event_version, originator_type, event_type, payload)
					select {next}, n, current_timestamp, cast(? as uuid), ?, ?, ?, {payload}
					from {numbers} as numbers (n)
					"""), UUID.randomUUID().toString(), version, originatorType, eventType, count));
	}

	/** Starts an application that logs as in production. */
	private StartUp application(String... properties) {
		return StartUp.lean()
			.with(this.database)
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName())
			.with(properties);
	}

	@Test
	void unreadableEventsAreAWarning(CapturedOutput output) {
		insert(1, "Dog", "TrickLearned", 1);
		application().run().close();
		assertThat(output).containsOnlyOnce(HEAD + "\n  " + LEARNED).containsPattern("WARN .*" + HEAD);
	}

	@Test
	void unreadableEventsFailStartUpIfToldSo(CapturedOutput output) {
		insert(1, "Dog", "TrickLearned", 1);
		assertThat(application(FAIL).failure(output)).contains("APPLICATION FAILED TO START", "Description:", HEAD,
				LEARNED, "Action:", "eventsourcing.events.check.mode=warn");
		assertThat(output).doesNotContain("ing-event-check]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eventsourcing.events.check.mode=off", "eventsourcing.events.check.ignore=Dog.*",
			"eventsourcing.events.check.ignore=Cat.*,Dog.TrickLearned",
			"eventsourcing.events.aliases.[Dog.TrickLearned]=Dog.TrickAdded" })
	void nothingIsReportedIf(String setting) {
		insert(1, "Dog", "TrickLearned", 1);
		this.runner.withPropertyValues(FAIL, setting).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void newerVersionsThatAreReadAreNotReported() {
		insert(1, "Dog", "TrickAdded", 2);
		this.runner.withPropertyValues(FAIL, "eventsourcing.events.newer-versions=read")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues(FAIL)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining(
						"Dog.TrickAdded, version 2, first at position 1: newer than version 1, which this program writes."));
	}

	@Test
	void startUpDoesNotWaitForALargeStoreAndTheNextOneReadsLittle(CapturedOutput output) {
		insert(200_000, "Dog", "TrickAdded", 1);
		insert(1, "Dog", "TrickLearned", 1);
		try (ConfigurableApplicationContext context = application("eventsourcing.events.check.timeout=0s", FAIL)
			.run()) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).contains("the check continues in the background");
			await().atMost(Duration.ofMinutes(2))
				.until(() -> output.getAll().contains("All stored events have been checked"));
			assertThat(output).containsOnlyOnce(HEAD).containsPattern("ERROR .*" + HEAD).contains("position 200001");
		}
		StatementLog log = new StatementLog();
		this.runner.withBean(StatementLog.class, () -> log).run((context) -> {
			assertThat(log.statements(PART)).isEmpty();
			assertThat(log.statements("event_types")).hasSize(1);
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from \"eventsourcing\".event_types", Long.class)).isEqualTo(2);
		});
	}

	@Test
	void closingLearnsTheLastEvents() {
		insert(3, "Dog", "TrickAdded", 1);
		StatementLog log = new StatementLog();
		this.runner.withBean(StatementLog.class, () -> log).run((context) -> {
			assertThat(log.statements(PART)).hasSize(1);
			insert(1, "Dog", "Registered", 1);
		});
		assertThat(log.statements(PART)).hasSize(2);
		this.runner.withPropertyValues("eventsourcing.events.check.mode=off").run((context) -> {
			List<Long> positions = context.getBean(JdbcTemplate.class)
				.queryForList("select notification_id from \"eventsourcing\".tracking", Long.class);
			assertThat(positions).containsExactly(4L);
		});
	}

	@Test
	void aNegativeTimeoutIsRefused(CapturedOutput output) {
		assertThat(application("eventsourcing.events.check.timeout=-1s").failure(output))
			.contains("must not be negative", "eventsourcing.events.check.timeout");
	}

	@Test
	void aCheckThatIsImpossibleFailsStartUpOnlyIfToldSo() {
		ApplicationContextRunner broken = this.runner.withBean(StatementLog.class,
				() -> new StatementLog("from \"eventsourcing\".event_types"));
		broken.run((context) -> assertThat(context).hasNotFailed());
		broken.withPropertyValues(FAIL)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("refused"));
	}

}
