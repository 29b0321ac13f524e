package io.eventsourcing.persistence.jdbc;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.RecordConflictException;
import io.eventsourcing.persistence.VersionGapException;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresDataSourceTests extends DataSourceContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	@Test
	void aConflictIsFoundWhereTheDriverHidesWhatTheServerSays() {
		PGSimpleDataSource silent = (PGSimpleDataSource) database();
		silent.setLogServerErrorDetail(false);
		JdbcRecorder recorder = store().builder(silent).notifications(false).build();
		UUID fido = UUID.randomUUID();
		UUID rex = UUID.randomUUID();
		recorder.insertEvents(List.of(event(rex, 1), event(fido, 1)));
		store().recorder().insertEvents(events(fido, 2, 2));
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> recorder.insertEvents(List.of(event(rex, 2), event(fido, 2))))
			.satisfies((ex) -> assertThat(ex.originatorId()).isEqualTo(fido));
		assertThatExceptionOfType(VersionGapException.class).isThrownBy(() -> recorder.insertEvents(events(rex, 3, 3)));
	}

}
