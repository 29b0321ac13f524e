package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.ArabicDigits;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PostgresEventSourcingSchemaTest extends EventSourcingSchemaContract {

	private TestDatabase database;

	@Override
	DataSource createDatabase() {
		this.database = PostgresServer.shared().createDatabase();
		return this.database.dataSource();
	}

	@Override
	Dialect dialect() {
		return Dialect.POSTGRESQL;
	}

	@Test
	void roleThatMayNotCreateSchemasIsToldTheFixes() {
		jdbc().execute("create role guest_a login");
		DataSource guest = this.database.dataSourceFor("guest_a");
		assertThatExceptionOfType(SchemaException.class)
			.isThrownBy(() -> EventSourcingSchema.named("eventsourcing").migrate(guest))
			.withMessageContaining("permission denied")
			.withMessageContaining("create schema \"eventsourcing\" authorization")
			.withMessageContaining("db/postgresql/V1__event_store.sql")
			.withMessageContaining("switch the migration off");
	}

	@Test
	void roleThatOwnsTheSchemaMayMigrate() {
		jdbc().execute("create role guest_b login");
		jdbc().execute("create schema eventsourcing authorization guest_b");
		DataSource guest = this.database.dataSourceFor("guest_b");
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(guest);
		schema.verify(guest);
	}

	@Test
	void aRoleWithoutPrivilegesIsToldWhichItLacks() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		jdbc().execute("create role \"guest-c\" login");
		DataSource guest = this.database.dataSourceFor("guest-c");
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(guest))
			.withMessageContaining("The role 'guest-c' lacks privileges in the schema 'eventsourcing'")
			.withMessageContaining(
					"it may not read the table active_versions, the table event_types, the table log_identity, ")
			.withMessageContaining("the table stored_events, the table tracking, the sequence notification_ids.")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SchemaException.Reason.ACCESS_DENIED))
			.satisfies((ex) -> assertThat(ex.fix()).doesNotContain("migrate"))
			.satisfies((ex) -> jdbc().execute(ex.fix().substring(ex.fix().indexOf("grant "))));
		assertThat(schema.verify(guest).version()).isEqualTo("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "table stored_events", "table parked_events", "sequence notification_ids" })
	void onlyWhatMayNotBeReadIsNamed(String object) {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		String role = "guest_e_" + object.replace(' ', '_');
		jdbc().execute("create role " + role + " login");
		jdbc().execute("grant usage on schema eventsourcing to " + role);
		jdbc().execute("grant select on all tables in schema eventsourcing to " + role);
		jdbc().execute("grant usage on all sequences in schema eventsourcing to " + role);
		DataSource guest = this.database.dataSourceFor(role);
		schema.verify(guest);
		jdbc().execute("revoke all on " + object.replace(" ", " eventsourcing.") + " from " + role);
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(guest))
			.withMessageContaining("it may not read the " + object + ". ");
	}

	/** Tables that the role may not use do not hide that others are missing. */
	@Test
	void whatIsMissingIsNotMistakenForWhatIsDenied() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		jdbc().execute("create role guest_f login");
		jdbc().execute("drop table eventsourcing.snapshots");
		assertThatExceptionOfType(SchemaException.class)
			.isThrownBy(() -> schema.verify(this.database.dataSourceFor("guest_f")))
			.withMessageContaining("lacks the table snapshots. ")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SchemaException.Reason.INCOMPLETE));
	}

	/** The history of migrations is not needed. */
	@Test
	void tablesWithoutAReadableHistoryAreUsable() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		jdbc().execute("create role guest_g login");
		DataSource guest = this.database.dataSourceFor("guest_g");
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(guest))
			.satisfies((ex) -> jdbc().execute(ex.fix().substring(ex.fix().indexOf("grant "))));
		jdbc().execute("revoke all on eventsourcing.eventsourcing_schema_history from guest_g");
		assertThat(schema.verify(guest).version()).isNull();
	}

	@Test
	void roleThatMayOnlyReadFindsNothingWrong() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		jdbc().execute("create role guest_d login");
		jdbc().execute("grant usage on schema eventsourcing to guest_d");
		jdbc().execute("grant select on all tables in schema eventsourcing to guest_d");
		jdbc().execute("grant select on all sequences in schema eventsourcing to guest_d");
		assertThat(schema.verify(this.database.dataSourceFor("guest_d")).name()).isEqualTo("eventsourcing");
	}

	/** Ids that one session has cached are drawn after those of another. */
	@ParameterizedTest
	@ValueSource(strings = { "cache 20", "as integer" })
	void theSequenceDrawsIdsOneByOneFromTheWholeRange(String change) {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		jdbc().execute("alter sequence eventsourcing.notification_ids " + change);
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(this.database.dataSource()))
			.withMessageContaining(
					"notification_ids has " + (change.startsWith("cache") ? "a cache of 20" : "the type integer"))
			.satisfies((ex) -> jdbc().execute(ex.fix().substring("Run: ".length())));
		schema.verify(this.database.dataSource());
	}

	@Test
	void theWaitForAnotherMigrationEndsAndNamesIt() throws SQLException {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		try (Connection other = lock()) {
			assertThatExceptionOfType(SchemaException.class)
				.isThrownBy(() -> schema.migrate(this.database.dataSource(), Duration.ofSeconds(1)))
				.withMessageContaining("Waited 1 s for another migration of the schema 'eventsourcing'")
				.withMessageContaining("process " + backend(other) + " of the user 'postgres'")
				.withMessageContaining("pg_terminate_backend")
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SchemaException.Reason.LOCKED));
		}
		schema.migrate(this.database.dataSource());
	}

	@Test
	void theHolderOfTheLockIsNamedWhateverTheDigitsOfTheDefaultLocale() throws Exception {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		try (Connection other = lock()) {
			SchemaException failure = ArabicDigits.call(() -> catchThrowableOfType(SchemaException.class,
					() -> schema.migrate(this.database.dataSource(), Duration.ofMillis(100))));
			assertThat(failure).hasMessageContaining("process " + backend(other) + " of the user");
			assertThat(failure.reason()).isEqualTo(SchemaException.Reason.LOCKED);
		}
	}

	@Test
	void aStatementTimeoutOfTheRoleEndsTheWaitTheSameWay() throws SQLException {
		jdbc().execute("alter database " + jdbc().queryForObject("select current_database()", String.class)
				+ " set statement_timeout = '1s'");
		try (Connection other = lock()) {
			assertThatExceptionOfType(SchemaException.class)
				.isThrownBy(() -> EventSourcingSchema.named("eventsourcing").migrate(this.database.dataSource()))
				.withMessageContaining("for another migration of the schema 'eventsourcing'")
				.withMessageContaining("process " + backend(other));
		}
	}

	/** Which matters where a pooler has lost the lock for us. */
	@Test
	void withNothingToMigrateNobodyWaits() throws SQLException {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		try (Connection other = lock()) {
			assertThat(schema.migrate(this.database.dataSource(), Duration.ofMillis(1)).version()).isEqualTo("1");
			assertThat(other.isValid(1)).isTrue();
		}
	}

	@Test
	void aReadOnlyDatabaseCannotBeMigrated() {
		makeReadOnly();
		assertThatExceptionOfType(SchemaException.class)
			.isThrownBy(() -> EventSourcingSchema.named("eventsourcing").migrate(this.database.dataSource()))
			.withMessageContaining("read-only transaction")
			.withMessageContaining("the primary server")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("grant"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SchemaException.Reason.READ_ONLY));
	}

	@Test
	void aReadOnlyDatabaseThatIsUpToDateIsUsable() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(this.database.dataSource());
		makeReadOnly();
		assertThat(schema.migrate(this.database.dataSource()).readOnly()).isTrue();
	}

	private void makeReadOnly() {
		jdbc().execute("alter database " + jdbc().queryForObject("select current_database()", String.class)
				+ " set default_transaction_read_only = on");
	}

	private Connection lock() throws SQLException {
		Connection connection = this.database.dataSource().getConnection();
		try (Statement statement = connection.createStatement()) {
			statement.execute("select pg_advisory_lock(" + new SchemaName("eventsourcing").lockKey("migration") + ")");
		}
		return connection;
	}

	private static int backend(Connection connection) {
		try {
			return connection.unwrap(PGConnection.class).getBackendPID();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
