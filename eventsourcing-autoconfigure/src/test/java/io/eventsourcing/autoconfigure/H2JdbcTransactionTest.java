package io.eventsourcing.autoconfigure;

class H2JdbcTransactionTest extends JdbcTransactionContract {

	H2JdbcTransactionTest() {
		super(Contexts.newH2());
	}

}
