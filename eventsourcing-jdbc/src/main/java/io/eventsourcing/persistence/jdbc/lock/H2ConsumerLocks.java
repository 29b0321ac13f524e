package io.eventsourcing.persistence.jdbc.lock;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.tracking.ConsumerId;

/**
 * Locks consumers among the threads of this JVM, which are usually the only users of an
 * H2 database. A lock is taken before the transaction that changes the row of the
 * consumer, and released after it.
 * <p>
 * The row lock alone is not sufficient: H2 2.4 may grant it to two transactions if
 * another one that held it is rolled back. Both would then handle the same events. All
 * recorders of one database and schema share their locks.
 */
public final class H2ConsumerLocks implements ConsumerLocks {

	/**
	 * The locks of each database and schema. The references are weak, so that the locks
	 * are discarded with the last recorder.
	 */
	private static final Map<String, WeakReference<H2ConsumerLocks>> DATABASES = new HashMap<>();

	private final Map<ConsumerId, ReentrantLock> locks = new ConcurrentHashMap<>();

	private H2ConsumerLocks() {
	}

	/**
	 * Returns the locks of a schema of the database, which are the same for all
	 * recorders.
	 */
	public static H2ConsumerLocks of(Connection connection, SchemaName schema) throws SQLException {
		return named(schema.value() + '@' + H2LocalLock.databaseName(connection));
	}

	private static H2ConsumerLocks named(String name) {
		synchronized (DATABASES) {
			DATABASES.values().removeIf((reference) -> reference.get() == null);
			WeakReference<H2ConsumerLocks> reference = DATABASES.get(name);
			H2ConsumerLocks locks = (reference != null) ? reference.get() : null;
			if (locks == null) {
				locks = new H2ConsumerLocks();
				DATABASES.put(name, new WeakReference<>(locks));
			}
			return locks;
		}
	}

	@Override
	public <T> T locked(ConsumerId consumer, Supplier<T> transaction) {
		ReentrantLock lock = lock(consumer);
		// Not interruptible: an interrupted thread that writes breaks the files of H2
		lock.lock();
		try {
			return transaction.get();
		}
		finally {
			lock.unlock();
		}
	}

	/** Takes the locks in the order of the ids, so that two threads cannot deadlock. */
	@Override
	public <T> T lockedAll(Set<ConsumerId> consumers, Supplier<T> transaction) {
		List<ReentrantLock> taken = new ArrayList<>(consumers.size());
		try {
			new TreeSet<>(consumers).forEach((consumer) -> {
				ReentrantLock lock = lock(consumer);
				lock.lock();
				taken.add(lock);
			});
			return transaction.get();
		}
		finally {
			taken.forEach(ReentrantLock::unlock);
		}
	}

	@Override
	public <T> T lockingFree(Collection<ConsumerId> consumers, Function<Set<ConsumerId>, T> transaction) {
		List<ReentrantLock> taken = new ArrayList<>(consumers.size());
		Set<ConsumerId> free = new HashSet<>();
		try {
			for (ConsumerId consumer : consumers) {
				ReentrantLock lock = lock(consumer);
				if (lock.tryLock()) {
					taken.add(lock);
					free.add(consumer);
				}
			}
			return transaction.apply(free);
		}
		finally {
			taken.forEach(ReentrantLock::unlock);
		}
	}

	private ReentrantLock lock(ConsumerId consumer) {
		return this.locks.computeIfAbsent(consumer, (id) -> new ReentrantLock());
	}

}
