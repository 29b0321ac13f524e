package io.eventsourcing.persistence.jdbc.transaction;

/**
 * A guard that is held from before a transaction's first statement until after its commit
 * or rollback.
 */
@FunctionalInterface
public interface TransactionGuard extends AutoCloseable {

	/** A guard that does nothing. */
	TransactionGuard NONE = () -> {
	};

	/** Releases the guard, after the transaction has ended. */
	@Override
	void close();

}
