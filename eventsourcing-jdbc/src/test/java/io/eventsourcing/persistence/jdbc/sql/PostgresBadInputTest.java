package io.eventsourcing.persistence.jdbc.sql;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresBadInputTest extends BadInputContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	/** The database reports a full disk by this error, of whichever file. */
	private static final String FILL_DISK = """
			create function "%1$s".fill_disk() returns trigger language plpgsql as $$
			begin
			  raise exception 'could not extend file: No space left on device' using errcode = '53100';
			end $$;
			create trigger full_disk before insert on "%1$s".stored_events execute function "%1$s".fill_disk()
			""";

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	@Override
	DataSource readingRole(TestStore store) {
		store.jdbc().execute("create role reader_of_events login");
		store.jdbc().execute("grant usage on schema \"%s\" to reader_of_events".formatted(store.schema()));
		store.jdbc()
			.execute("grant select on all tables in schema \"%s\" to reader_of_events".formatted(store.schema()));
		return DATABASE.dataSourceFor("reader_of_events");
	}

	@Test
	void aReadOnlyDatabaseIsRead() {
		PGSimpleDataSource readOnly = (PGSimpleDataSource) DATABASE.dataSource();
		readOnly.setOptions("-c default_transaction_read_only=on");
		JdbcRecorder recorder = store().builder(readOnly).notifications(false).build();
		assertNotWritable(recorder, "the database is read-only", "Connect to the primary server");
		assertThat(log(recorder)).hasSize(2);
	}

	/** Simulated: a disk that is really full cannot be had everywhere. */
	@Test
	void aFullDiskIsNamedAsTheProblem() {
		store().jdbc().execute(FILL_DISK.formatted(store().schema()));
		assertNotWritable(store().recorder(), "no space left", "Make room");
		store().jdbc().execute("drop trigger full_disk on \"%s\".stored_events".formatted(store().schema()));
	}

}
