package io.eventsourcing.autoconfigure.web;

import java.util.ArrayList;
import java.util.List;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The saves of a Spring transaction for one request, which may still be rolled back. It
 * is bound to the thread like the transaction: while another transaction is nested in
 * this one, the thread has other saves. Used by one thread.
 */
final class TransactionSaves implements TransactionSynchronization {

	private final RequestPosition position;

	private final List<Long> ids = new ArrayList<>();

	private TransactionSaves(RequestPosition position) {
		this.position = position;
	}

	/** Records a save of the current transaction. */
	static void add(RequestPosition position, long id) {
		TransactionSaves saves = (TransactionSaves) TransactionSynchronizationManager.getResource(position);
		if (saves == null) {
			saves = new TransactionSaves(position);
			TransactionSynchronizationManager.registerSynchronization(saves);
			saves.resume();
		}
		saves.ids.add(id);
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResource(this.position);
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(this.position, this);
	}

	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.position);
		if (status == STATUS_COMMITTED) {
			this.position.commit(this.ids);
		}
	}

}
