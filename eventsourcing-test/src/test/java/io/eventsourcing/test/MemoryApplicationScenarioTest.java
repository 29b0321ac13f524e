package io.eventsourcing.test;

import org.h2.jdbcx.JdbcDataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

class MemoryApplicationScenarioTest extends ApplicationScenarioContract {

	private static final DogSchool SCHOOL = new DogSchool();

	@Override
	DogSchool open() {
		return SCHOOL;
	}

	/** The store in memory joins any transaction, here one of an empty database. */
	@Override
	TransactionOperations transactions() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:empty");
		return new TransactionTemplate(new JdbcTransactionManager(database));
	}

}
