package io.eventsourcing.persistence.jdbc.schema;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class H2EventSourcingSchemaTest extends EventSourcingSchemaContract {

	private UUID name;

	@Override
	DataSource createDatabase() {
		this.name = UUID.randomUUID();
		return h2("mem:" + this.name + ";DB_CLOSE_DELAY=-1");
	}

	@Override
	Dialect dialect() {
		return Dialect.H2;
	}

	@Test
	void lateWritesAreRefused(@TempDir Path directory) {
		DataSource late = h2("file:" + directory.resolve("late") + ";WRITE_DELAY=200");
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(h2("file:" + directory.resolve("late")));
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(late))
			.withMessageContaining("writes commits up to 200 ms late");
	}

	@Test
	void uncommittedReadsAreRefused() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		HikariConfig config = new HikariConfig();
		config.setDataSource(h2("mem:" + UUID.randomUUID()));
		config.setTransactionIsolation("TRANSACTION_READ_UNCOMMITTED");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.migrate(pool))
				.withMessageContaining("READ UNCOMMITTED")
				.withMessageContaining("see events that are rolled back")
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SchemaException.Reason.UNSAFE_SETTING));
		}
	}

	@Test
	void aReadOnlyDatabaseCannotBeMigrated(@TempDir Path directory) throws SQLException {
		h2("file:" + directory.resolve("empty")).getConnection().close();
		assertThatExceptionOfType(SchemaException.class)
			.isThrownBy(() -> EventSourcingSchema.named("eventsourcing")
				.migrate(h2("file:" + directory.resolve("empty") + ";ACCESS_MODE_DATA=r")))
			.withMessageContaining("read only")
			.withMessageContaining("without ACCESS_MODE_DATA=r")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("grant"));
	}

	@Test
	void aReadOnlyDatabaseThatIsUpToDateIsUsable(@TempDir Path directory) {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(h2("file:" + directory.resolve("full")));
		assertThat(schema.migrate(h2("file:" + directory.resolve("full") + ";ACCESS_MODE_DATA=r")).readOnly()).isTrue();
	}

	@Test
	void aRoleWithoutRightsIsToldTheFixes() {
		jdbc().execute("create user guest password ''");
		assertThatExceptionOfType(SchemaException.class)
			.isThrownBy(() -> EventSourcingSchema.named("eventsourcing").migrate(guest()))
			.withMessageContaining("create schema \"eventsourcing\" authorization")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SchemaException.Reason.MISSING_RIGHTS));
	}

	@Test
	void aRoleWithoutPrivilegesIsToldWhichItLacks() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(Objects.requireNonNull(jdbc().getDataSource()));
		jdbc().execute("create user guest password ''");
		DataSource guest = guest();
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(guest))
			.withMessageContaining("The role 'GUEST' lacks privileges in the schema 'eventsourcing'")
			.withMessageContaining("it may not read the table active_versions, the table append_lock, ")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SchemaException.Reason.ACCESS_DENIED))
			.satisfies((ex) -> jdbc().execute(ex.fix().substring(ex.fix().indexOf("grant "))));
		assertThat(schema.verify(guest).version()).isEqualTo("1");
	}

	@Test
	void onlyWhatMayNotBeReadIsNamed() {
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(Objects.requireNonNull(jdbc().getDataSource()));
		jdbc().execute("create user guest password ''");
		for (String table : List.of("stored_events", "snapshots", "runners", "tracking", "active_versions",
				"event_types", "log_identity", "append_lock")) {
			jdbc().execute("grant select on \"eventsourcing\"." + table + " to guest");
		}
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(guest()))
			.withMessageContaining("it may not read the table parked_events. ");
		jdbc().execute("grant select on \"eventsourcing\".parked_events to guest");
		assertThat(schema.verify(guest()).version()).isNull();
	}

	private DataSource guest() {
		JdbcDataSource guest = new JdbcDataSource();
		guest.setUrl("jdbc:h2:mem:" + this.name);
		guest.setUser("guest");
		guest.setPassword("");
		return guest;
	}

	private static DataSource h2(String url) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:" + url);
		return dataSource;
	}

}
