package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.StreamUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the schema promises on each database. */
abstract class EventSourcingSchemaContract {

	private final EventSourcingSchema schema = EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME);

	private final DataSource dataSource = createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);

	/** An empty database. */
	abstract DataSource createDatabase();

	abstract Dialect dialect();

	@Test
	void migrationCreatesTheTables() {
		this.schema.migrate(this.dataSource);
		this.schema.verify(this.dataSource);
		assertThat(count("select count(*) from \"eventsourcing\".stored_events")).isZero();
	}

	@Test
	void theSchemaIsDescribed() {
		SchemaInfo info = this.schema.migrate(this.dataSource);
		assertThat(info.version()).isEqualTo("1");
		assertThat(info.name()).isEqualTo("eventsourcing");
		assertThat(info.database()).matches("(H2|PostgreSQL) [0-9.]+");
		assertThat(info.url()).matches("jdbc:" + dialect().id() + ":[^?;]+");
		assertThat(info.readOnly()).isFalse();
		assertThat(this.schema.verify(this.dataSource)).isEqualTo(info);
	}

	@Test
	void migrationCanBeRepeated() {
		this.schema.migrate(this.dataSource);
		this.schema.migrate(this.dataSource);
		assertThat(count("select count(*) from \"eventsourcing\".\"eventsourcing_schema_history\" "
				+ "where \"type\" = 'SQL' and \"success\""))
			.isOne();
	}

	@Test
	void instancesThatStartAtOnceDoNotCollide() throws Exception {
		ExecutorService starters = Executors.newFixedThreadPool(8);
		CyclicBarrier barrier = new CyclicBarrier(8);
		List<Future<?>> starts = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Callable<?> start = () -> {
				barrier.await();
				this.schema.migrate(this.dataSource);
				return null;
			};
			starts.add(starters.submit(start));
		}
		for (Future<?> start : starts) {
			start.get();
		}
		starters.shutdown();
		assertThat(count(
				"select count(*) from \"eventsourcing\".\"eventsourcing_schema_history\" " + "where \"type\" = 'SQL'"))
			.isOne();
	}

	@Test
	void oneConnectionIsEnoughAndComesBackUnchanged() throws SQLException {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.dataSource);
		config.setMaximumPoolSize(1);
		config.setAutoCommit(false);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			String before = schemaOf(pool);
			this.schema.migrate(pool);
			assertThat(schemaOf(pool)).isEqualTo(before);
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getAutoCommit()).isFalse();
			}
		}
	}

	@Test
	void worksBesideTheFlywayOfTheApplication() {
		Flyway application = Flyway.configure().dataSource(this.dataSource).locations("classpath:none").load();
		application.migrate();
		this.schema.migrate(this.dataSource);
		application.migrate();
		this.schema.migrate(this.dataSource);
		this.schema.verify(this.dataSource);
	}

	@Test
	void schemaMayHaveAnyNameAndTablesOfOthers() {
		String name = "Events of 'Fido'; drop table ${x}";
		EventSourcingSchema odd = EventSourcingSchema.named(name);
		this.jdbc.execute("create schema \"" + name + "\"");
		this.jdbc.execute("create table \"" + name + "\".other (id int)");
		odd.migrate(this.dataSource);
		odd.verify(this.dataSource);
	}

	@Test
	void twoSchemasLiveInOneDatabase() {
		EventSourcingSchema second = EventSourcingSchema.named("second");
		this.schema.migrate(this.dataSource);
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> second.verify(this.dataSource));
		second.migrate(this.dataSource);
		second.verify(this.dataSource);
	}

	@Test
	void verificationNamesWhatIsMissingAndTheFile() {
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> this.schema.verify(this.dataSource))
			.withMessageContaining("The schema 'eventsourcing' of the event store lacks")
			.withMessageContaining(
					"the table parked_events, the table runners, the table snapshots, the table stored_events, "
							+ "the table tracking, the sequence notification_ids")
			.withMessageContaining("db/" + dialect().id() + "/V1__event_store.sql")
			.withMessageContaining("let the application migrate the schema");
	}

	@Test
	void verificationNamesAMissingColumn() {
		this.schema.migrate(this.dataSource);
		execute("drop view {schema}.readable_events");
		execute("alter table {schema}.stored_events drop column metadata");
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> this.schema.verify(this.dataSource))
			.withMessageContaining("lacks the column stored_events.metadata. ");
	}

	@Test
	void keysAreRequiredByTheirNames() {
		this.schema.migrate(this.dataSource);
		execute("alter table {schema}.stored_events drop constraint stored_events_pk");
		execute("alter table {schema}.stored_events rename constraint stored_events_notification_id to ids");
		execute("alter table {schema}.snapshots drop constraint snapshots_pk");
		execute("alter table {schema}.snapshots add constraint other_pk primary key (originator_version)");
		execute("alter table {schema}.runners drop constraint runners_pk");
		execute("alter table {schema}.tracking drop constraint tracking_pk");
		execute("alter table {schema}.tracking add constraint tracking_pk unique (consumer_name, upstream_name)");
		execute("alter table {schema}.parked_events drop constraint parked_events_pk");
		SchemaException failure = failure(SchemaException.Reason.WRONG_KEYS);
		assertThat(failure.problem()).contains(
				"lacks the primary key stored_events_pk (originator_id, originator_version) of the table stored_events, "
						+ "the unique constraint stored_events_notification_id (notification_id) of the table stored_events, "
						+ "the primary key snapshots_pk (originator_id, originator_version) of the table snapshots, "
						+ "the primary key runners_pk (id) of the table runners, "
						+ "the primary key tracking_pk (consumer_name, consumer_version, upstream_name, partition_number) "
						+ "of the table tracking, "
						+ "the primary key parked_events_pk (consumer_name, consumer_version, upstream_name, "
						+ "partition_number, notification_id) of the table parked_events.");
		runFix(failure);
		this.schema.verify(this.dataSource);
	}

	@Test
	void theSequenceMustBeAsTheLibraryCreatesIt() {
		this.schema.migrate(this.dataSource);
		for (String change : List.of("increment by 5", "increment by -1", "cycle")) {
			execute("alter sequence {schema}.notification_ids " + change);
			SchemaException failure = failure(SchemaException.Reason.WRONG_SEQUENCE);
			assertThat(failure.problem()).contains("The sequence notification_ids")
				.contains("followers of the log would miss events");
			runFix(failure);
			this.schema.verify(this.dataSource);
		}
	}

	/** As after a restore of the data only. */
	@Test
	void theSequenceMustBeAheadOfAllIdsInUse() {
		this.schema.migrate(this.dataSource);
		execute("""
				insert into {schema}.stored_events values
				(7, 1, timestamp with time zone '2026-01-01 00:00:00+00', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 1,
				'Dog', 'Registered', '', null)
				""");
		for (int next : List.of(1, 3, 7)) {
			execute("alter sequence {schema}.notification_ids restart with " + next);
			SchemaException failure = failure(SchemaException.Reason.WRONG_SEQUENCE);
			assertThat(failure.problem())
				.contains("the next notification id is %d, but ids up to 7 are in use".formatted(next));
			runFix(failure);
			this.schema.verify(this.dataSource);
		}
		execute("alter sequence {schema}.notification_ids restart with 8");
		this.schema.verify(this.dataSource);
		execute("alter sequence {schema}.notification_ids restart with " + Long.MAX_VALUE);
		this.schema.verify(this.dataSource);
	}

	private SchemaException failure(SchemaException.Reason reason) {
		SchemaException failure = catchThrowableOfType(SchemaException.class,
				() -> this.schema.verify(this.dataSource));
		assertThat(failure).isNotNull().extracting(SchemaException::reason).isEqualTo(reason);
		return failure;
	}

	/** Runs the statements that the message recommends. */
	private void runFix(SchemaException failure) {
		assertThat(failure.fix()).startsWith("Run: ");
		for (String statement : failure.fix().substring("Run: ".length()).split(";")) {
			this.jdbc.execute(statement);
		}
	}

	private void execute(String sql) {
		this.jdbc.execute(sql.replace("{schema}", "\"eventsourcing\""));
	}

	@Test
	void scriptRunByHandIsEnoughAndMayBeFollowedByMigration() throws Exception {
		String file = "/io/eventsourcing/persistence/jdbc/db/" + dialect().id() + "/V1__event_store.sql";
		String script = StreamUtils.copyToString(EventSourcingSchema.class.getResourceAsStream(file), UTF_8);
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create schema \"eventsourcing\"");
			connection.setSchema("eventsourcing");
			statement.execute(script);
		}
		assertThat(this.schema.verify(this.dataSource).version()).isNull();
		this.schema.migrate(this.dataSource);
		assertThat(this.schema.verify(this.dataSource).version()).isEqualTo("1");
	}

	@Test
	void illegalNamesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> EventSourcingSchema.named(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> EventSourcingSchema.named("a\"b"));
		assertThatIllegalArgumentException().isThrownBy(() -> EventSourcingSchema.named("ä".repeat(32)))
			.withMessageContaining("64 bytes");
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	private int count(String sql) {
		Integer count = this.jdbc.queryForObject(sql, Integer.class);
		return (count != null) ? count : -1;
	}

	private static String schemaOf(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getSchema();
		}
	}

}
