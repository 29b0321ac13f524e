package io.eventsourcing.persistence.jdbc;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.LogFollower;
import io.eventsourcing.persistence.RecorderContract;
import io.eventsourcing.persistence.WayToSave;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What every database behind a {@link JdbcRecorder} promises. */
abstract class JdbcRecorderContract extends RecorderContract {

	private TestStore store;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Override
	protected final ApplicationRecorder recorder() {
		return this.store.recorder();
	}

	@Override
	protected final void empty() {
		this.store.empty();
	}

	@Override
	protected final List<WayToSave> waysToSave() {
		return this.store.waysToSave();
	}

	@Override
	protected Set<String> outcomesOfTheRace() {
		return Set.of("stored", "rolled back", "RecordConflictException", "AppendLockTimeoutException");
	}

	@Test
	void readersOfAnotherPoolFindEventsByThemselves() {
		try (HikariDataSource pool = TestStore.pool(database(), true)) {
			JdbcRecorder other = this.store.builder(pool).notifications(false).build();
			LogFollower follower = LogFollower.subscribed(other, 20);
			long id = recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 3)));
			assertThat(follower.seenUpTo(id + 2)).hasSize(3);
		}
	}

	/** By an operator, or because an older state of the database was restored. */
	@Test
	void versionsThatWereDeletedLeaveNoGap() {
		UUID fido = UUID.randomUUID();
		UUID rex = UUID.randomUUID();
		recorder().insertEvents(Append.of(events(fido, 1, 3)));
		this.store.jdbc()
			.update("delete from \"%s\".stored_events where originator_version > 1".formatted(this.store.schema()));
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder().insertEvents(Append.of(events(fido, 4, 4))));
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder().insertEvents(Append.of(List.of(event(rex, 1), event(fido, 4)))));
		recorder().insertEvents(Append.of(events(fido, 2, 2)));
		this.store.empty();
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder().insertEvents(Append.of(events(fido, 3, 3))));
		assertThat(log(recorder())).isEmpty();
	}

}
