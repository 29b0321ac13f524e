package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says on the console when it cannot use its database: the cause and
 * the cure in a few lines, and no stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFailureAnalysisTest {

	private static final String READ_ONLY = "?options=-c%20default_transaction_read_only=on";

	/** The same in every version of the library, so that old and new ones meet. */
	private static final long LOCK_OF_THE_MIGRATION = UUID
		.nameUUIDFromBytes("io.eventsourcing/migration/eventsourcing".getBytes(UTF_8))
		.getMostSignificantBits();

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database.dataSource());

	@Test
	void wrongPort(CapturedOutput output) {
		assertThatAnalysis(postgres("spring.datasource.url=jdbc:postgresql://localhost:1/dogs"), output)
			.contains("Could not connect to the database: Connection to localhost:1 refused.")
			.contains("Start the database, or correct its host and port")
			.contains("'spring.datasource.url'")
			.doesNotContain("grant");
	}

	@Test
	void wrongPortWhereTheFlywayOfTheApplicationRunsFirst(CapturedOutput output) {
		assertThatAnalysis(StartUp.plain()
			.with(Contexts.urlOf(this.database))
			.with("spring.datasource.url=jdbc:postgresql://localhost:1/dogs"), output)
			.contains("Could not connect to the database: Connection to localhost:1 refused.");
	}

	@Test
	void wrongHost(CapturedOutput output) {
		assertThatAnalysis(postgres("spring.datasource.url=jdbc:postgresql://nowhere.invalid/dogs"), output)
			.contains("because the host 'nowhere.invalid' is unknown.")
			.contains("correct its host and port");
	}

	@Test
	void wrongUser(CapturedOutput output) {
		assertThatAnalysis(postgres("spring.datasource.username=nobody"), output)
			.contains("role \"nobody\" does not exist")
			.contains("'spring.datasource.username'");
	}

	@Test
	void wrongDatabaseName(CapturedOutput output) {
		assertThatAnalysis(postgres("spring.datasource.url=" + this.database.jdbcUrl() + "_or_not"), output)
			.contains("_or_not\" does not exist")
			.contains("Create the database, or correct its name");
	}

	@Test
	void tooManyConnections(CapturedOutput output) {
		String name = this.jdbc.queryForObject("select current_database()", String.class);
		this.jdbc.execute("create role crowd_" + name + " login");
		this.jdbc.execute("alter role crowd_" + name + " connection limit 0");
		assertThatAnalysis(postgres("spring.datasource.username=crowd_" + name), output)
			.contains("too many connections")
			.contains("'spring.datasource.hikari.maximum-pool-size'");
	}

	@Test
	void roleWithoutRights(CapturedOutput output) {
		String name = this.jdbc.queryForObject("select current_database()", String.class);
		this.jdbc.execute("create role weak_" + name + " login");
		assertThatAnalysis(postgres("spring.datasource.username=weak_" + name), output)
			.contains("permission denied for database")
			.contains("create schema \"eventsourcing\" authorization")
			.contains("'eventsourcing.schema.migrate=false'");
	}

	@Test
	void theFixForARoleWithoutRightsIsTrue() {
		String name = this.jdbc.queryForObject("select current_database()", String.class);
		this.jdbc.execute("create role strong_" + name + " login");
		this.jdbc.execute("create schema \"eventsourcing\" authorization strong_" + name);
		postgres("spring.datasource.username=strong_" + name).run().close();
	}

	/** The tables are there, so it is no use to migrate them. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void roleThatMayNotReadTheTables(boolean migrate, CapturedOutput output) {
		postgres().run().close();
		String role = "blind_" + this.jdbc.queryForObject("select current_database()", String.class);
		this.jdbc.execute("create role " + role + " login");
		StartUp application = postgres("spring.datasource.username=" + role, "eventsourcing.schema.migrate=" + migrate);
		assertThatAnalysis(application, output)
			.contains("The role '" + role + "' lacks privileges in the schema 'eventsourcing' of the event store")
			.contains("the table stored_events, the table tracking, the sequence notification_ids")
			.contains("grant usage on schema \"eventsourcing\" to \"" + role + '"')
			.doesNotContain("migrate");
		this.jdbc.execute("grant usage on schema \"eventsourcing\" to " + role);
		this.jdbc.execute("grant select on all tables in schema \"eventsourcing\" to " + role);
		this.jdbc.execute("grant select on all sequences in schema \"eventsourcing\" to " + role);
		application.run().close();
	}

	@Test
	void readOnlyPostgres(CapturedOutput output) {
		assertThatAnalysis(postgres("spring.datasource.url=" + this.database.jdbcUrl() + READ_ONLY), output)
			.contains("in a read-only transaction")
			.contains("the primary server and not a standby")
			.doesNotContain("grant");
	}

	@Test
	void anApplicationThatReadsStartsOnAReadOnlyDatabaseThatIsUpToDate(CapturedOutput output) {
		postgres().run().close();
		try (ConfigurableApplicationContext context = postgres(
				"spring.datasource.url=" + this.database.jdbcUrl() + READ_ONLY)
			.run()) {
			assertThat(context.isRunning()).isTrue();
		}
		assertThat(output).contains("The database is read-only: events can be read, but none can be saved");
	}

	@Test
	void readOnlyH2(CapturedOutput output, @TempDir Path directory) throws SQLException {
		DriverManager.getConnection("jdbc:h2:" + directory.resolve("dogs")).close();
		assertThatAnalysis(h2(directory.resolve("dogs") + ";ACCESS_MODE_DATA=r"), output)
			.contains("The database is read only")
			.contains("without ACCESS_MODE_DATA=r");
	}

	@Test
	void wrongPasswordOfH2(CapturedOutput output, @TempDir Path directory) throws SQLException {
		DriverManager.getConnection("jdbc:h2:" + directory.resolve("dogs"), "sa", "secret").close();
		assertThatAnalysis(h2(directory.resolve("dogs").toString()), output).contains("Wrong user name or password")
			.contains("'spring.datasource.password'");
	}

	@Test
	void lockedFileOfH2(CapturedOutput output, @TempDir Path directory) throws IOException {
		try (FileChannel file = FileChannel.open(directory.resolve("dogs.mv.db"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = file.lock()) {
			assertThat(lock.isValid()).isTrue();
			assertThatAnalysis(h2(directory.resolve("dogs").toString()), output)
				.contains("Database may be already in use")
				.contains("End the other process that has the file open");
		}
	}

	@Test
	void noServerOfH2(CapturedOutput output) {
		assertThatAnalysis(h2("tcp://localhost:1/dogs"), output).contains("Connection refused")
			.contains("correct its host and port");
	}

	@Test
	void missingDriver() {
		String output = ProductionJvm.runWithout("postgresql-4",
				"--spring.datasource.url=jdbc:postgresql://localhost/dogs", "--spring.flyway.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The JDBC driver org.postgresql.Driver is not on the class path.")
			.contains("Add the dependency org.postgresql:postgresql");
	}

	/**
	 * A session that has run the statement of the migration before, and kept the lock.
	 */
	@Test
	void anotherMigrationThatDoesNotEnd(CapturedOutput output) throws SQLException {
		String name = this.jdbc.queryForObject("select current_database()", String.class);
		this.jdbc.execute("alter database " + name + " set statement_timeout = '1s'");
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("select pg_advisory_lock(%d)".formatted(LOCK_OF_THE_MIGRATION));
			assertThatAnalysis(postgres(), output).contains(
					"for another migration of the schema 'eventsourcing' of the event store, which is in progress in")
				.contains("pg_terminate_backend")
				.contains("'eventsourcing.schema.migrate=false'");
		}
	}

	@Test
	void scriptsThatDropTheTables(CapturedOutput output, @TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("schema.sql"), "drop all objects;");
		assertThatAnalysis(h2WithScripts(directory), output).contains("something that ran later has removed them")
			.contains("the table append_lock, ")
			.contains("the table stored_events")
			.contains("'drop all objects' in schema.sql")
			.contains("'spring.sql.init.mode=never'");
	}

	@Test
	void theFixForScriptsThatDropTheTablesIsTrue(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("schema.sql"), "drop all objects;");
		h2WithScripts(directory).with("spring.sql.init.mode=never").run().close();
	}

	@Test
	void scriptsMayCreateTheTables(@TempDir Path directory) throws IOException {
		try (var script = getClass()
			.getResourceAsStream("/io/eventsourcing/persistence/jdbc/db/h2/V1__event_store.sql")) {
			Files.writeString(directory.resolve("schema.sql"),
					"create schema \"eventsourcing\"; set schema \"eventsourcing\";\n"
							+ new String(script.readAllBytes()) + ";\nset schema public;");
		}
		h2WithScripts(directory).with("eventsourcing.schema.migrate=false").run().close();
	}

	private static StartUp h2WithScripts(Path directory) {
		return h2("mem:scripts").with("spring.sql.init.schema-locations=file:" + directory.resolve("schema.sql"));
	}

	private static AbstractStringAssert<?> assertThatAnalysis(StartUp startUp, CapturedOutput output) {
		String analysis = startUp.failure(output);
		assertThat(analysis.lines()).hasSizeLessThan(15);
		return assertThat(analysis).startsWith("APPLICATION FAILED TO START").doesNotContain("\tat ");
	}

	private StartUp postgres(String... properties) {
		return StartUp.lean().with(Contexts.urlOf(this.database)).with(properties);
	}

	private static StartUp h2(String url) {
		return StartUp.lean().with("spring.datasource.url=jdbc:h2:" + url);
	}

}
