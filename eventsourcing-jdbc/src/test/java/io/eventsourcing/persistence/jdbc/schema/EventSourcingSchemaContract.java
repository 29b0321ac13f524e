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
			.withMessageContaining("the table snapshots, the table stored_events, the table tracking, "
					+ "the sequence notification_ids")
			.withMessageContaining("db/" + dialect().id() + "/V1__event_store.sql")
			.withMessageContaining("let the application migrate the schema");
	}

	@Test
	void verificationNamesAMissingColumn() {
		this.schema.migrate(this.dataSource);
		this.jdbc.execute("alter table \"eventsourcing\".stored_events drop column metadata");
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> this.schema.verify(this.dataSource))
			.withMessageContaining("lacks the column stored_events.metadata (");
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
