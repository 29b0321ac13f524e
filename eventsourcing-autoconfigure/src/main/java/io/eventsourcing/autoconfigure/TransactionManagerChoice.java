package io.eventsourcing.autoconfigure;

import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Chooses the transaction manager of the event store: the one that manages its data
 * source, so that saving takes part in the transactions of that manager and of no other.
 */
final class TransactionManagerChoice {

	private static final boolean JPA_PRESENT = ClassUtils.isPresent("org.springframework.orm.jpa.JpaTransactionManager",
			TransactionManagerChoice.class.getClassLoader());

	private TransactionManagerChoice() {
	}

	/** If several do, the primary one is preferred. */
	static @Nullable PlatformTransactionManager choose(DataSource dataSource,
			ObjectProvider<PlatformTransactionManager> candidates) {
		return Stream.concat(Stream.ofNullable(candidates.getIfUnique()), candidates.orderedStream())
			.filter((candidate) -> manages(candidate, dataSource))
			.findFirst()
			.orElse(null);
	}

	private static boolean manages(PlatformTransactionManager manager, DataSource dataSource) {
		DataSource managed = managedBy(manager);
		return managed != null && target(managed) == target(dataSource);
	}

	private static @Nullable DataSource managedBy(PlatformTransactionManager manager) {
		if (JPA_PRESENT) {
			DataSource dataSource = Jpa.managedBy(manager);
			if (dataSource != null) {
				return dataSource;
			}
		}
		return (manager instanceof ResourceTransactionManager resourceManager
				&& resourceManager.getResourceFactory() instanceof DataSource dataSource) ? dataSource : null;
	}

	/** What is behind proxies. */
	static DataSource target(DataSource dataSource) {
		DataSource target = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		return (target != null) ? target(target) : dataSource;
	}

	/** Loaded only where there is JPA. */
	private static final class Jpa {

		static @Nullable DataSource managedBy(PlatformTransactionManager manager) {
			return (manager instanceof JpaTransactionManager jpa) ? jpa.getDataSource() : null;
		}

	}

}
