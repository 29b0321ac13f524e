package io.eventsourcing.persistence.jdbc;

import java.util.ArrayList;
import java.util.List;

/** The end of a transaction of our own. Used by its thread. */
final class OwnTransactionEnd implements TransactionEnd {

	private final List<Runnable> actions = new ArrayList<>(1);

	@Override
	public void then(Runnable action) {
		this.actions.add(action);
	}

	@Override
	public boolean willRun(Runnable action) {
		return this.actions.contains(action);
	}

	/** The transaction has ended. */
	void arrive() {
		this.actions.forEach(Runnable::run);
	}

}
