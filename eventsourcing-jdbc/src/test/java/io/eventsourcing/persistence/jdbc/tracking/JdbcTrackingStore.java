package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.TrackingStore;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Keeps everything in a schema of one test, beside the table of a read model. */
final class JdbcTrackingStore implements TrackingStore {

	private static final Duration HANDLER_TIMEOUT = Duration.ofMinutes(1);

	private final TestStore store;

	JdbcTrackingStore(DataSource database) {
		this.store = new TestStore(database);
		jdbc().execute(in("create table {schema}.written (text varchar not null)"));
	}

	/** Completes a statement that refers to the schema. */
	String in(String sql) {
		return sql.replace("{schema}", '"' + this.store.schema() + '"');
	}

	JdbcTemplate jdbc() {
		return this.store.jdbc();
	}

	DataSource dataSource() {
		return this.store.dataSource();
	}

	String schema() {
		return this.store.schema();
	}

	@Override
	public JdbcTrackingRecorder tracking() {
		return tracking(HANDLER_TIMEOUT);
	}

	JdbcTrackingRecorder tracking(Duration handlerTimeout) {
		return new JdbcTrackingRecorder(dataSource(), new JdbcTransactionManager(dataSource()), schema(),
				handlerTimeout);
	}

	@Override
	public LeaseRecorder leases() {
		return new JdbcLeaseRecorder(dataSource(), schema());
	}

	@Override
	public JdbcParkedEventRecorder parked() {
		return new JdbcParkedEventRecorder(dataSource(), schema());
	}

	@Override
	public ApplicationRecorder events() {
		return this.store.recorder();
	}

	@Override
	public void write(String text) {
		jdbc().update(in("insert into {schema}.written values (?)"), text);
	}

	@Override
	public List<String> written() {
		return jdbc().queryForList(in("select text from {schema}.written"), String.class);
	}

	@Override
	public void close() {
		this.store.close();
	}

}
