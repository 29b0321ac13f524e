package io.eventsourcing.persistence.jdbc.transaction;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Asks JPA whether the current transaction has already been committed.
 * <p>
 * Spring's commit of a JPA transaction first writes the changed entities, then commits,
 * and then calls listeners for the result. The callbacks and listeners of entities run
 * during all of these steps, and Spring does not tell the steps apart.
 */
final class EntityTransactions {

	private static final boolean HAS_JPA = isPresent("jakarta.persistence.EntityManagerFactory")
			&& isPresent("org.springframework.orm.jpa.EntityManagerHolder");

	private static final BooleanSupplier UNKNOWN = () -> true;

	private EntityTransactions() {
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, EntityTransactions.class.getClassLoader());
	}

	/**
	 * Returns a function for transactions of the manager. It is called when a transaction
	 * has begun, and returns a test that is true until JPA has completed that
	 * transaction; without JPA, the test is always true.
	 */
	static Supplier<BooleanSupplier> uncommitted(PlatformTransactionManager manager) {
		return (HAS_JPA && manager instanceof ResourceTransactionManager resources) ? Jpa.uncommitted(resources)
				: () -> UNKNOWN;
	}

	/** Loaded only if JPA is present. */
	private static final class Jpa {

		static Supplier<BooleanSupplier> uncommitted(ResourceTransactionManager manager) {
			return (manager.getResourceFactory() instanceof EntityManagerFactory factory) ? () -> current(factory)
					: () -> UNKNOWN;
		}

		private static BooleanSupplier current(EntityManagerFactory factory) {
			return (TransactionSynchronizationManager.getResource(factory) instanceof EntityManagerHolder holder)
					? () -> holder.getEntityManager().getTransaction().isActive() : UNKNOWN;
		}

	}

}
