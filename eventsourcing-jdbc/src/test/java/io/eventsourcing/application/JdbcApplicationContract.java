package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What an application does in a database. */
abstract class JdbcApplicationContract extends ApplicationTransactionContract {

	private JdbcTransactionManager transactionManager;

	/** An empty database. */
	abstract DataSource createDatabase();

	@Override
	ApplicationRecorder createRecorder() {
		DataSource dataSource = createDatabase();
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		this.transactionManager = new JdbcTransactionManager(dataSource);
		return JdbcRecorder.builder(dataSource).transactionManager(this.transactionManager).build();
	}

	@Override
	PlatformTransactionManager transactionManager() {
		return this.transactionManager;
	}

}
