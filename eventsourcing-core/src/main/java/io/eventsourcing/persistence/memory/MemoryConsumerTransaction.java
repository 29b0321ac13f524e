package io.eventsourcing.persistence.memory;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Performs the work of a consumer in a new Spring transaction, or without one if there is
 * no transaction manager. Thread-safe.
 */
final class MemoryConsumerTransaction {

	static final MemoryConsumerTransaction NONE = new MemoryConsumerTransaction(null);

	private final @Nullable TransactionTemplate template;

	private MemoryConsumerTransaction(@Nullable TransactionTemplate template) {
		this.template = template;
	}

	static MemoryConsumerTransaction of(PlatformTransactionManager transactionManager) {
		return new MemoryConsumerTransaction(new TransactionTemplate(transactionManager,
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW)));
	}

	/**
	 * Performs the work.
	 * @param afterCommit is called only if the work was successful and the transaction
	 * was committed
	 */
	void perform(Runnable work, Runnable afterCommit) {
		if (this.template == null) {
			work.run();
			afterCommit.run();
			return;
		}
		this.template.executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				/**
				 * Spring calls this method even if another callback after the commit has
				 * failed.
				 */
				@Override
				public void afterCompletion(int completion) {
					if (completion == STATUS_COMMITTED) {
						afterCommit.run();
					}
				}

			});
			work.run();
		});
	}

}
