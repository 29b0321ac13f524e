package io.eventsourcing.persistence.jdbc.transaction;

/**
 * Something that is held from before a transaction's first statement until after its
 * commit or rollback.
 */
@FunctionalInterface
public interface TransactionGuard extends AutoCloseable {

	/** Holds nothing. */
	TransactionGuard NONE = () -> {
	};

	/** Lets go, once the transaction has ended. */
	@Override
	void close();

}
