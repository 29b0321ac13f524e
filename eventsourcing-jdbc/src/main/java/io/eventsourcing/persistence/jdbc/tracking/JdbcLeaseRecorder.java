package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps leases in the table {@code runners} and the owners of consumers in the table
 * {@code tracking}, on H2 or PostgreSQL. Thread-safe.
 * <p>
 * Database errors are reported as Spring's {@code DataAccessException}s and
 * {@code TransactionException}s.
 */
public final class JdbcLeaseRecorder implements LeaseRecorder {

	private final JdbcOperations jdbc;

	private final TransactionOperations transaction;

	/** Connects when it is first used. */
	private final Supplier<TrackingDatabase> database;

	private final Supplier<LeaseStatements> statements;

	/**
	 * Creates a recorder, without connecting to the database.
	 * @param dataSource the data source of the tables
	 * @param schema the name of the schema that contains the tables, such as
	 * {@value EventSourcingSchema#DEFAULT_NAME}
	 */
	public JdbcLeaseRecorder(DataSource dataSource, String schema) {
		SchemaName name = new SchemaName(schema);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource),
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
		this.database = SingletonSupplier.of(() -> TrackingDatabase.connect(new JdbcTemplate(dataSource), name));
		this.jdbc = TrackingErrors.template(dataSource, this.database);
		this.statements = SingletonSupplier.of(() -> LeaseStatements.of(this.database.get()));
	}

	@Override
	public int renew(Runner runner, Duration lease, Collection<PositionMove> moved) {
		List<ConsumerId> consumers = moved.stream().map((move) -> move.expected().consumer()).toList();
		return change(consumers, (free) -> {
			this.jdbc.query(this.statements.get().renew(), ResultSet::next, runner.id(), runner.name(), runner.group(),
					lease.toMillis());
			move(free, moved);
			return count(runner.group());
		});
	}

	private void move(Set<ConsumerId> free, Collection<PositionMove> moved) {
		Set<ConsumerId> locked = lock(free);
		List<Object[]> moves = moved.stream()
			.filter((move) -> locked.contains(move.expected().consumer()))
			.map((move) -> ConsumerRows.parameters(move.to(), move.to(), move.to(), move.to(), move.to(),
					move.expected().consumer(), move.expected().notificationId(), move.expected().epoch()))
			.toList();
		this.jdbc.batchUpdate(this.statements.get().move(), moves);
	}

	/**
	 * Returns the number of live processes in the group, and removes processes whose
	 * lease expired long ago.
	 */
	private int count(String group) {
		List<Lease> leases = this.jdbc.query(this.statements.get().selectLeases(),
				(row, number) -> new Lease(row.getBoolean("alive"), row.getBoolean("gone")), group);
		if (leases.stream().anyMatch(Lease::gone)) {
			deleteGone();
		}
		return (int) leases.stream().filter(Lease::alive).count();
	}

	private void deleteGone() {
		for (UUID id : this.jdbc.queryForList(this.statements.get().lockGone(), UUID.class)) {
			this.jdbc.update(this.statements.get().delete(), id);
		}
	}

	@Override
	public List<TrackedConsumer> take(Runner runner, Collection<ConsumerId> consumers, int limit) {
		if (consumers.isEmpty() || limit < 1) {
			return List.of();
		}
		return change(consumers, (free) -> {
			Set<ConsumerId> taken = Set.copyOf(this.jdbc.query(this.statements.get().lockFree(),
					(row, number) -> ConsumerRows.id(row), parameters(free, limit)));
			if (taken.isEmpty()) {
				return List.of();
			}
			List<Object[]> rows = taken.stream().map((id) -> ConsumerRows.parameters(runner.id(), id)).toList();
			this.jdbc.batchUpdate(this.statements.get().take(), rows);
			return this.jdbc.query(this.statements.get().select(), (row, number) -> ConsumerRows.consumer(row),
					parameters(taken));
		});
	}

	@Override
	public void release(UUID runnerId, Collection<ConsumerId> consumers) {
		change(consumers, (free) -> {
			release(free, runnerId);
			return free;
		});
	}

	private void release(Set<ConsumerId> free, UUID runnerId) {
		List<Object[]> rows = lock(free).stream().map((each) -> ConsumerRows.parameters(each, runnerId)).toList();
		this.jdbc.batchUpdate(this.statements.get().release(), rows);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A consumer that is locked keeps its owner, but can be taken nevertheless, because
	 * an owner without a row in the table {@code runners} has no lease.
	 */
	@Override
	public void leave(UUID runnerId) {
		List<ConsumerId> owned = this.jdbc.query(this.statements.get().selectOwned(),
				(row, number) -> ConsumerRows.id(row), runnerId);
		change(owned, (free) -> {
			release(free, runnerId);
			return this.jdbc.update(this.statements.get().delete(), runnerId);
		});
	}

	/**
	 * Locks the rows of consumers that are not locked yet, and returns these consumers.
	 */
	private Set<ConsumerId> lock(Set<ConsumerId> consumers) {
		return consumers.isEmpty() ? Set.of() : Set.copyOf(this.jdbc.query(this.statements.get().lock(),
				(row, number) -> ConsumerRows.id(row), parameters(consumers)));
	}

	/**
	 * Returns the keys of consumers as one array for each column, and further parameters.
	 */
	private static Object[] parameters(Set<ConsumerId> consumers, Object... others) {
		Stream<SqlArrayValue> keys = Stream.of(array("varchar", consumers, ConsumerId::consumer),
				array("integer", consumers, ConsumerId::version), array("varchar", consumers, ConsumerId::upstream),
				array("integer", consumers, ConsumerId::partition));
		return Stream.concat(keys, Arrays.stream(others)).toArray();
	}

	private static SqlArrayValue array(String type, Set<ConsumerId> consumers, Function<ConsumerId, Object> column) {
		return new SqlArrayValue(type, consumers.stream().map(column).toArray());
	}

	/**
	 * Performs a change in a transaction.
	 * @param change receives the consumers that may be changed, because no other thread
	 * is changing them
	 */
	private <T> T change(Collection<ConsumerId> consumers, Function<Set<ConsumerId>, T> change) {
		return this.database.get()
			.locks()
			.lockingFree(consumers, (free) -> this.transaction.execute((status) -> change.apply(free)));
	}

	/** Whether a lease has not expired, and whether it expired long ago. */
	private record Lease(boolean alive, boolean gone) {
	}

}
