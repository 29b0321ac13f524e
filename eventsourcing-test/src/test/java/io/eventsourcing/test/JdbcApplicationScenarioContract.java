package io.eventsourcing.test;

import javax.sql.DataSource;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** All tests of a class use one database, which is never emptied. */
abstract class JdbcApplicationScenarioContract extends ApplicationScenarioContract {

	abstract Store store();

	@Override
	DogSchool open() {
		return new DogSchool(store().infrastructure);
	}

	@Override
	TransactionOperations transactions() {
		return store().transactions;
	}

	static final class Store {

		private final Infrastructure infrastructure;

		private final TransactionOperations transactions;

		Store(DataSource dataSource) {
			EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
			this.infrastructure = Infrastructure
				.of(JdbcRecorder.builder(dataSource).schema(EventSourcingSchema.DEFAULT_NAME).build());
			this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		}

	}

}
