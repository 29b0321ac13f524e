package io.eventsourcing.persistence.jdbc.transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.WatchedDataSource;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import org.springframework.dao.DataAccessResourceFailureException;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresDataSourceTest extends DataSourceContract {

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
		recorder.insertEvents(Append.of(List.of(event(rex, 1), event(fido, 1))));
		store().recorder().insertEvents(Append.of(events(fido, 2, 2)));
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(List.of(event(rex, 2), event(fido, 2)))))
			.satisfies((ex) -> assertThat(ex.originatorId()).isEqualTo(fido));
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events(rex, 3, 3))));
	}

	/** The next connection would fail after the same time, and so on. */
	@Test
	void aReadThatTheDriverHasGivenUpIsNotRepeatedForLong() {
		PGSimpleDataSource impatient = (PGSimpleDataSource) database();
		impatient.setSocketTimeout(1);
		WatchedDataSource watched = new WatchedDataSource(impatient);
		JdbcRecorder recorder = recorder(watched);
		watched.reset();
		store().transaction().executeWithoutResult((status) -> {
			store().jdbc()
				.execute("lock table \"%s\".stored_events in access exclusive mode".formatted(store().schema()));
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> elsewhere(recorder::maxNotificationId));
		});
		assertThat(watched.connections()).isBetween(2, 10);
	}

	@ParameterizedTest
	@EnumSource
	void eventsAreStoredAsTheyAreHoweverTheDriverSendsThem(PreferQueryMode mode) {
		PGSimpleDataSource source = (PGSimpleDataSource) database();
		source.setPreferQueryMode(mode);
		UUID id = UUID.randomUUID();
		List<StoredEvent> events = List.of(unusual(id, 1, "1969-12-31T23:59:59.999999Z"),
				unusual(id, 2, "1999-12-31T23:59:59.999999Z"), unusual(id, 3, "2000-01-01T00:00:00.000001Z"),
				unusual(id, 4, "0001-01-01T00:00:00Z"), unusual(id, 5, "9999-12-31T23:59:59.999999Z"));
		recorder(source).insertEvents(Append.of(events.subList(0, 1)));
		recorder(source).insertEvents(Append.of(events.subList(1, 3)));
		JdbcRecorder knowing = recorder(source);
		knowing.insertEvents(Append.of(events.subList(3, 4)));
		knowing.insertEvents(Append.of(events.subList(4, 5)));
		List<StoredEvent> others = events.stream()
			.map((event) -> unusual(new UUID(-1, Long.MIN_VALUE), event))
			.toList();
		knowing.insertEvents(Append.of(others));
		assertThat(stored(id)).isEqualTo(events);
		assertThat(stored(new UUID(-1, Long.MIN_VALUE))).isEqualTo(others);
		assertThat(Events.stream(knowing, id)).isEqualTo(events);
		EventRange forRebuilding = EventRange.all().withoutMetadata();
		assertThat(Events.stream(knowing, id, forRebuilding.expecting(events.get(0).originatorType())))
			.isEqualTo(Events.stream(knowing, id, forRebuilding))
			.hasSameSizeAs(events);
	}

	private JdbcRecorder recorder(DataSource source) {
		return store().builder(source).notifications(false).build();
	}

	private List<StoredEvent> stored(UUID id) {
		List<StoredEvent> stored = new ArrayList<>();
		store().recorder().selectEvents(id, EventRange.all(), stored::add);
		return stored;
	}

	private static StoredEvent unusual(UUID id, long version, String time) {
		return StoredEvent.builder(id, version)
			.type("Dog's \\ \"friend\" {é}", "null")
			.eventVersion((int) version)
			.timestamp(Instant.parse(time))
			.payload(new byte[] { 0, -1, '\\', '\'' })
			.metadata((version % 2 == 0) ? null : "")
			.build();
	}

	private static StoredEvent unusual(UUID id, StoredEvent event) {
		return unusual(id, event.originatorVersion(), event.timestamp().toString());
	}

}
