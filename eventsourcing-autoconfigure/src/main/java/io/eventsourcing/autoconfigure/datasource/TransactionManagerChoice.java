package io.eventsourcing.autoconfigure.datasource;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.jdbc.transaction.TargetDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Chooses the transaction manager of the event store: the one that manages its data
 * source, so that saves take part in the transactions of that manager only.
 */
@Internal
public final class TransactionManagerChoice {

	private static final Logger LOGGER = System.getLogger(TransactionManagerChoice.class.getName());

	private static final boolean JPA_PRESENT = ClassUtils.isPresent("org.springframework.orm.jpa.JpaTransactionManager",
			TransactionManagerChoice.class.getClassLoader());

	private final ListableBeanFactory beanFactory;

	public TransactionManagerChoice(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Chooses the manager of the data source; if there are several, the primary one is
	 * preferred.
	 * @return the manager, or null if there is none; a warning is logged if there are
	 * only other managers
	 */
	public @Nullable PlatformTransactionManager choose(DataSource dataSource) {
		PlatformTransactionManager chosen = find(dataSource);
		if (chosen == null) {
			warnOfOthers();
		}
		return chosen;
	}

	/** Does the same as {@link #choose}, but logs no warning. */
	public @Nullable PlatformTransactionManager find(DataSource dataSource) {
		ObjectProvider<PlatformTransactionManager> candidates = this.beanFactory
			.getBeanProvider(PlatformTransactionManager.class);
		return Stream.concat(Stream.ofNullable(candidates.getIfUnique()), candidates.orderedStream())
			.filter((candidate) -> manages(candidate, dataSource))
			.findFirst()
			.orElse(null);
	}

	private void warnOfOthers() {
		Map<String, String> others = new TreeMap<>();
		BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, PlatformTransactionManager.class)
			.forEach((name, manager) -> others.put(name, describe(manager)));
		if (!others.isEmpty()) {
			LOGGER.log(Level.WARNING,
					() -> """
							No transaction manager manages the data source of the event store: events are saved in transactions of \
							their own and stay when a transaction of the application is rolled back. There are %s. Define a \
							JdbcTransactionManager of that data source; a transaction manager that wraps another has to \
							implement ResourceTransactionManager to show its data source."""
						.formatted(others));
		}
	}

	private static String describe(PlatformTransactionManager manager) {
		DataSource managed = managedBy(manager);
		return (managed != null) ? "of the data source " + managed
				: "a " + ClassUtils.getUserClass(manager).getName() + ", whose data source cannot be seen";
	}

	private static boolean manages(PlatformTransactionManager manager, DataSource dataSource) {
		DataSource managed = managedBy(manager);
		return managed != null && TargetDataSource.of(managed) == TargetDataSource.of(dataSource);
	}

	private static @Nullable DataSource managedBy(PlatformTransactionManager manager) {
		DataSource ofJpa = JPA_PRESENT ? Jpa.managedBy(manager) : null;
		if (ofJpa != null) {
			return ofJpa;
		}
		return (manager instanceof ResourceTransactionManager resourceManager
				&& resourceManager.getResourceFactory() instanceof DataSource dataSource) ? dataSource : null;
	}

	/** Loaded only if JPA is on the class path. */
	private static final class Jpa {

		/**
		 * Returns the data source of a JPA manager, even behind a wrapper that exposes
		 * the resource of its target.
		 */
		static @Nullable DataSource managedBy(PlatformTransactionManager manager) {
			if (manager instanceof JpaTransactionManager jpa && jpa.getDataSource() != null) {
				return jpa.getDataSource();
			}
			return (manager instanceof ResourceTransactionManager resourceManager
					&& resourceManager.getResourceFactory() instanceof EntityManagerFactoryInfo factory)
							? factory.getDataSource() : null;
		}

	}

}
