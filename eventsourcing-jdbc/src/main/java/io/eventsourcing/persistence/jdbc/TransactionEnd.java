package io.eventsourcing.persistence.jdbc;

/** The end of the transaction that something is done in. */
interface TransactionEnd {

	/** Runs the action as soon as the transaction has ended, however it did. */
	void then(Runnable action);

	/** Whether it is going to run the action. */
	boolean willRun(Runnable action);

}
