package io.eventsourcing.autoconfigure;

import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

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

	static @Nullable PlatformTransactionManager choose(DataSource dataSource,
			Stream<PlatformTransactionManager> candidates) {
		return candidates.filter((candidate) -> target(managedBy(candidate)) == target(dataSource))
			.findFirst()
			.orElse(null);
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

	private static @Nullable DataSource target(@Nullable DataSource dataSource) {
		return (dataSource instanceof DelegatingDataSource proxy) ? target(proxy.getTargetDataSource()) : dataSource;
	}

	/** Loaded only where there is JPA. */
	private static final class Jpa {

		static @Nullable DataSource managedBy(PlatformTransactionManager manager) {
			return (manager instanceof JpaTransactionManager jpa) ? jpa.getDataSource() : null;
		}

	}

}
