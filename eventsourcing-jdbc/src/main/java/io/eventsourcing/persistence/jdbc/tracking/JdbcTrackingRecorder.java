package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps the positions of consumers in the table {@code tracking} on H2 or PostgreSQL. The
 * work of a consumer runs in a new transaction of a Spring transaction manager. What the
 * work writes to the same data source, with JDBC, JPA or another framework that takes
 * part in Spring transactions, is committed together with the position. Thread-safe.
 * <p>
 * Database errors are reported as Spring's {@code DataAccessException}s and
 * {@code TransactionException}s.
 */
public final class JdbcTrackingRecorder implements TrackingRecorder {

	private final JdbcOperations jdbc;

	private final TrackingTransaction transaction;

	/** Connects when it is first used. */
	private final Supplier<TrackingDatabase> database;

	private final Supplier<TrackingStatements> statements;

	private final Supplier<VersionTables> versions;

	/**
	 * Creates a recorder, without connecting to the database.
	 * @param dataSource the data source of the table
	 * @param transactionManager the manager of the transactions of that data source, for
	 * example a {@code JdbcTransactionManager} or a {@code JpaTransactionManager}
	 * @param schema the name of the schema that contains the table, such as
	 * {@value EventSourcingSchema#DEFAULT_NAME}
	 * @param handlerTimeout the time after which PostgreSQL ends a transaction that
	 * executes no statement, or cancels a statement; zero for no limit; has no effect on
	 * H2
	 * @throws IllegalArgumentException if the manager manages another data source, or if
	 * the timeout is negative
	 */
	public JdbcTrackingRecorder(DataSource dataSource, PlatformTransactionManager transactionManager, String schema,
			Duration handlerTimeout) {
		if (handlerTimeout.isNegative()) {
			throw new IllegalArgumentException("The handler timeout must not be negative: " + handlerTimeout);
		}
		DataSource unwrapped = TrackingDatabase.unwrap(dataSource);
		this.transaction = new TrackingTransaction(unwrapped, transactionManager);
		SchemaName name = new SchemaName(schema);
		this.database = SingletonSupplier.of(() -> TrackingDatabase.connect(new JdbcTemplate(unwrapped), name));
		this.jdbc = TrackingErrors.template(unwrapped, this.database);
		this.statements = SingletonSupplier.of(() -> TrackingStatements.of(this.database.get(), handlerTimeout));
		this.versions = SingletonSupplier
			.of(() -> new VersionTables(this.jdbc, this.database.get(), this.database.get().limits(handlerTimeout)));
	}

	@Override
	public void register(ConsumerId consumer, int partitions, long notificationId) {
		boolean registered = false;
		while (!registered) {
			try {
				registered = change(consumer.partition(0), () -> {
					versions().register(consumer, partitions, notificationId);
					return true;
				});
			}
			catch (DuplicateKeyException ex) {
				// Another process has registered the same version at the same time and
				// thereby determined the position, or has registered another version
			}
		}
	}

	@Override
	public Optional<TrackedConsumer> find(ConsumerId consumer) {
		return select(this.statements.get().find(), ConsumerRows.parameters(consumer)).stream().findFirst();
	}

	private List<TrackedConsumer> select(String sql, @Nullable Object... parameters) {
		return this.jdbc.query(sql, (row, number) -> ConsumerRows.consumer(row), parameters);
	}

	@Override
	public List<TrackedConsumer> consumers() {
		return select(this.statements.get().select()).stream()
			.filter((each) -> !each.id().isInternal())
			.sorted(Comparator.comparing(TrackedConsumer::id))
			.toList();
	}

	@Override
	public void change(String consumer, UnaryOperator<ConsumerVersions> change, Runnable last) {
		boolean changed = false;
		while (!changed) {
			Set<ConsumerId> ids = ids(versions().select(consumer));
			// Another process may insert or delete rows before this one locks them
			changed = this.database.get()
				.locks()
				.lockedAll(ids, () -> this.transaction.execute((status) -> change(consumer, ids, change, last)));
		}
	}

	private boolean change(String consumer, Set<ConsumerId> expected, UnaryOperator<ConsumerVersions> change,
			Runnable last) {
		ConsumerVersions old = versions().lock(consumer);
		if (!ids(old).equals(expected)) {
			return false;
		}
		ConsumerVersions changed = change.apply(old);
		if (!changed.equals(old)) {
			versions().replace(consumer, old, changed);
		}
		last.run();
		return true;
	}

	private static Set<ConsumerId> ids(ConsumerVersions versions) {
		return versions.rows().stream().map(TrackedConsumer::id).collect(Collectors.toCollection(TreeSet::new));
	}

	private VersionTables versions() {
		return this.versions.get();
	}

	@Override
	public boolean advance(TrackedPosition expected, long to, Runnable work) {
		expected.movedTo(to);
		return this.database.get()
			.locks()
			.locked(expected.consumer(),
					() -> this.transaction.execute((status) -> moveAndWork(status, expected, to, work)));
	}

	private boolean moveAndWork(TransactionStatus status, TrackedPosition expected, long to, Runnable work) {
		if (!move(expected, to)) {
			status.setRollbackOnly();
			return false;
		}
		work.run();
		return true;
	}

	private boolean move(TrackedPosition expected, long to) {
		TrackingStatements all = this.statements.get();
		String statement = (to > expected.notificationId()) ? all.advance() : all.hold();
		return Boolean.TRUE.equals(this.jdbc.query(statement, ResultSet::next,
				ConsumerRows.parameters(to, expected.consumer(), expected.notificationId(), expected.epoch())));
	}

	@Override
	public int recordFailure(TrackedPosition expected, long failedId, String cause) {
		return record(expected, this.statements.get().recordFailure(), failedId, failedId,
				ConsumerFailure.storable(cause), expected.consumer(), expected.notificationId(), expected.epoch());
	}

	@Override
	public int recordStart(TrackedPosition expected, long notificationId) {
		return record(expected, this.statements.get().recordStart(), notificationId, notificationId,
				expected.consumer(), expected.notificationId(), expected.epoch());
	}

	/** Returns the number that the update selects, or 0 if it has changed no row. */
	private int record(TrackedPosition expected, String update, Object... parameters) {
		return change(expected.consumer(), () -> Objects.requireNonNull(
				this.jdbc.query(update, (row) -> row.next() ? row.getInt(1) : 0, ConsumerRows.parameters(parameters))));
	}

	@Override
	public UUID bindLog(ConsumerId consumer, UUID identity) {
		return change(consumer,
				() -> this.jdbc
					.query(this.statements.get().bindLog(), (row, number) -> row.getObject(1, UUID.class),
							ConsumerRows.parameters(identity, consumer))
					.stream()
					.findFirst()
					.orElseThrow(() -> new IllegalArgumentException(
							"The consumer '%s' is not stored".formatted(consumer.consumer()))));
	}

	private <T> T change(ConsumerId consumer, Supplier<T> change) {
		return this.database.get().locks().locked(consumer, () -> this.transaction.execute((status) -> change.get()));
	}

}
