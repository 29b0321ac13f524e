package io.eventsourcing.persistence.jdbc;

import java.util.List;
import java.util.Random;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.LogRace;
import io.eventsourcing.persistence.Recorder;
import io.eventsourcing.persistence.RecorderContract;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.WayToSave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

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
	protected final Recorder recorder() {
		return this.store.recorder();
	}

	@Override
	protected List<WayToSave> waysToSave() {
		return List.of(WayToSave.plain(), this::saveInTransaction, this::saveAndRollBack, this::saveInPieces);
	}

	private long saveInTransaction(Recorder recorder, List<StoredEvent> events, Random random) {
		return inTransaction((status) -> {
			LogRace.pause(random);
			long first = recorder.insertEvents(events);
			LogRace.pause(random);
			return first;
		});
	}

	private long saveAndRollBack(Recorder recorder, List<StoredEvent> events, Random random) {
		return inTransaction((status) -> {
			recorder.insertEvents(events);
			LogRace.pause(random);
			status.setRollbackOnly();
			return 0L;
		});
	}

	/**
	 * The caller holds the append lock between two saves, so that nobody gets between.
	 */
	private long saveInPieces(Recorder recorder, List<StoredEvent> events, Random random) {
		return inTransaction((status) -> {
			long first = recorder.insertEvents(events.subList(0, 1));
			LogRace.pause(random);
			if (events.size() > 1) {
				long second = recorder.insertEvents(events.subList(1, events.size()));
				assertThat(second).isEqualTo(first + 1);
			}
			return first;
		});
	}

	private long inTransaction(TransactionCallback<Long> action) {
		Long id = this.store.transaction().execute(action);
		return (id != null) ? id : 0;
	}

}
