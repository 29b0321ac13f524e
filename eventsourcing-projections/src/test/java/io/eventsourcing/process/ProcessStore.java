package io.eventsourcing.process;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import io.eventsourcing.projection.StoreDatabases;

import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The event store of one test.
 *
 * @param infrastructure the store of the applications
 * @param onClose closes what the store uses
 */
record ProcessStore(Infrastructure infrastructure, Runnable onClose) implements AutoCloseable {

	static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(2);

	static ProcessStore inMemory() {
		return new ProcessStore(Infrastructure.inMemory(), () -> {
		});
	}

	static ProcessStore ofH2() {
		return in(StoreDatabases.h2());
	}

	/** Opens the store in a database. */
	static ProcessStore in(DataSource database) {
		HikariConfig config = new HikariConfig();
		config.setDataSource(database);
		config.setMaximumPoolSize(20);
		// Each connection is a process of PostgreSQL, and most tests need only a few
		config.setMinimumIdle(0);
		HikariDataSource pool = new HikariDataSource(config);
		String schema = EventSourcingSchema.DEFAULT_NAME;
		JdbcRecorder recorder = JdbcRecorder.builder(pool).schema(schema).build();
		ConsumerRecorders consumers = new ConsumerRecorders(
				new JdbcTrackingRecorder(pool, new JdbcTransactionManager(pool), schema, HANDLER_TIMEOUT),
				new JdbcLeaseRecorder(pool, schema), new JdbcParkedEventRecorder(pool, schema));
		Infrastructure infrastructure = Infrastructure.of(recorder, consumers);
		infrastructure.eventLog().topics().register(Dog.class);
		infrastructure.eventLog().topics().register(TrickCounter.class);
		return new ProcessStore(infrastructure, () -> {
			recorder.close();
			pool.close();
		});
	}

	@Override
	public void close() {
		this.onClose.run();
	}

}
