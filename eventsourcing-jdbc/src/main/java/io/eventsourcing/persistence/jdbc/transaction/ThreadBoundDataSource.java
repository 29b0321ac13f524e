package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ShardingKeyDataSourceAdapter;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ReflectionUtils;

/**
 * Recognises data sources that choose a database by the calling thread, such as one
 * database for each tenant.
 * <p>
 * Group commit writes the appends of many callers on one caller's connection, and readers
 * of the log read ahead in the background, so the wrong thread would make this choice.
 */
public final class ThreadBoundDataSource {

	private static final Method DETERMINE_TARGET = Objects
		.requireNonNull(ReflectionUtils.findMethod(AbstractRoutingDataSource.class, "determineTargetDataSource"));

	private ThreadBoundDataSource() {
	}

	/**
	 * Returns whether the data source is thread-bound, or is a proxy of a thread-bound
	 * one.
	 */
	public static boolean isOne(DataSource dataSource) {
		DataSource target = TargetDataSource.of(dataSource);
		if (find(target, ShardingKeyDataSourceAdapter.class) != null) {
			return true;
		}
		AbstractRoutingDataSource routing = find(target, AbstractRoutingDataSource.class);
		return routing != null && !choosesByReadOnlyFlagOnly(routing);
	}

	private static <T> @Nullable T find(DataSource dataSource, Class<T> type) {
		if (type.isInstance(dataSource)) {
			return type.cast(dataSource);
		}
		try {
			return dataSource.isWrapperFor(type) ? dataSource.unwrap(type) : null;
		}
		catch (SQLException | RuntimeException ex) {
			// some pools ask the database, which may not respond: the source then counts
			// as no proxy
			return null;
		}
	}

	/**
	 * Returns whether the choice depends only on the read-only flag. Routing read-only
	 * transactions to a replica is safe, because the store writes for other callers, and
	 * reads in the background, only outside transactions. So the source is asked for its
	 * target with and without the flag; if the answers cover all targets, the choice
	 * depends on nothing else.
	 */
	private static boolean choosesByReadOnlyFlagOnly(AbstractRoutingDataSource routing) {
		Set<DataSource> targets = Collections.newSetFromMap(new IdentityHashMap<>());
		targets.addAll(routing.getResolvedDataSources().values());
		DataSource fallback = routing.getResolvedDefaultDataSource();
		if (fallback != null) {
			targets.add(fallback);
		}
		targets.remove(target(routing, false));
		targets.remove(target(routing, true));
		return targets.isEmpty();
	}

	private static @Nullable Object target(AbstractRoutingDataSource routing, boolean readOnly) {
		boolean before = TransactionSynchronizationManager.isCurrentTransactionReadOnly();
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(readOnly);
		try {
			ReflectionUtils.makeAccessible(DETERMINE_TARGET);
			return ReflectionUtils.invokeMethod(DETERMINE_TARGET, routing);
		}
		catch (RuntimeException ex) {
			// this thread has not made a choice, and the source has no default
			return null;
		}
		finally {
			TransactionSynchronizationManager.setCurrentTransactionReadOnly(before);
		}
	}

}
