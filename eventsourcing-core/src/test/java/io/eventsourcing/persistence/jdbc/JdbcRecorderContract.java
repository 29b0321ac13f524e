package io.eventsourcing.persistence.jdbc;

import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Recorder;
import io.eventsourcing.persistence.RecorderContract;
import io.eventsourcing.persistence.WayToSave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

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
	protected final void empty() {
		this.store.empty();
	}

	@Override
	protected final List<WayToSave> waysToSave() {
		return new TransactionalSaves(this.store).all();
	}

	@Override
	protected Set<String> outcomesOfTheRace() {
		return Set.of("stored", "rolled back", "RecordConflictException", "AppendLockTimeoutException");
	}

}
