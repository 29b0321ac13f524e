package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.AfterEach;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What an application does in a database. */
abstract class JdbcApplicationContract extends ApplicationTransactionContract {

	private JdbcTransactionManager transactionManager;

	private JdbcRecorder recorder;

	/** A database whose store, if there is one, is empty. */
	abstract DataSource createDatabase();

	@Override
	ApplicationRecorder createRecorder() {
		DataSource dataSource = createDatabase();
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		this.transactionManager = new JdbcTransactionManager(dataSource);
		this.recorder = JdbcRecorder.builder(dataSource).transactionManager(this.transactionManager).build();
		return this.recorder;
	}

	@AfterEach
	void close() {
		this.recorder.close();
	}

	@Override
	PlatformTransactionManager transactionManager() {
		return this.transactionManager;
	}

}
