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
 * Group commit writes the appends of many callers on the connection of one, and readers
 * of the log read ahead in the background, so that such a choice would be made by the
 * wrong thread.
 */
public final class ThreadBoundDataSource {

	private static final Method DETERMINE_TARGET = Objects
		.requireNonNull(ReflectionUtils.findMethod(AbstractRoutingDataSource.class, "determineTargetDataSource"));

	private ThreadBoundDataSource() {
	}

	/** Whether it is one, or a proxy of one. */
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
			// some pools ask the database, which may not answer: then it is not a proxy
			return null;
		}
	}

	/**
	 * Routing read-only transactions to a replica does no harm: we write, and read in the
	 * background, outside of transactions only. So the source is asked for its target
	 * with and without the flag; if that reaches all targets, nothing else chooses.
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
			// this thread has made no choice, and there is no default
			return null;
		}
		finally {
			TransactionSynchronizationManager.setCurrentTransactionReadOnly(before);
		}
	}

}
