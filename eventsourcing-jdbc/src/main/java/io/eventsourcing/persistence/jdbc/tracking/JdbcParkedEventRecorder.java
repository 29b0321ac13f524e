package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent.Request;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps parked events in the table {@code parked_events} on H2 or PostgreSQL.
 * Thread-safe.
 * <p>
 * Database errors are reported as Spring's {@code DataAccessException}s and
 * {@code TransactionException}s.
 */
public final class JdbcParkedEventRecorder implements ParkedEventRecorder {

	private static final int BATCH_SIZE = 1000;

	private final DataSource dataSource;

	private final JdbcOperations jdbc;

	private final TransactionOperations transaction;

	/** Connects when it is first used. */
	private final Supplier<TrackingDatabase> database;

	private final Supplier<ParkedEventStatements> statements;

	/**
	 * Creates a recorder, without connecting to the database.
	 * @param dataSource the data source of the table, the same as that of the
	 * {@link JdbcTrackingRecorder}
	 * @param schema the name of the schema that contains the table, such as
	 * {@value EventSourcingSchema#DEFAULT_NAME}
	 */
	public JdbcParkedEventRecorder(DataSource dataSource, String schema) {
		SchemaName name = new SchemaName(schema);
		this.dataSource = TrackingDatabase.unwrap(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource),
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
		this.database = SingletonSupplier.of(() -> TrackingDatabase.connect(new JdbcTemplate(this.dataSource), name));
		this.jdbc = TrackingErrors.template(this.dataSource, this.database);
		this.statements = SingletonSupplier.of(() -> ParkedEventStatements.of(this.database.get()));
	}

	/**
	 * {@inheritDoc}
	 * @throws EventSourcingException if the current thread is not in a transaction of the
	 * data source
	 */
	@Override
	public void park(ConsumerId consumer, List<NewParkedEvent> events) {
		requireTransaction();
		this.jdbc.batchUpdate(this.statements.get().park(), events, BATCH_SIZE,
				(statement, event) -> set(statement, consumer, event));
	}

	private static void set(PreparedStatement statement, ConsumerId consumer, NewParkedEvent event)
			throws SQLException {
		String cause = (event.cause() != null) ? ConsumerFailure.storable(event.cause()) : null;
		Object[] parameters = ConsumerRows.parameters(event.notificationId(), event.topic(), event.originatorId(),
				event.attempts(), cause, consumer, consumer, event.notificationId());
		for (int i = 0; i < parameters.length; i++) {
			statement.setObject(i + 1, parameters[i]);
		}
	}

	/**
	 * {@inheritDoc}
	 * @throws EventSourcingException if the current thread is not in a transaction of the
	 * data source
	 */
	@Override
	public void remove(ConsumerId consumer, long notificationId) {
		requireTransaction();
		this.jdbc.update(this.statements.get().remove(), ConsumerRows.parameters(consumer, notificationId));
	}

	/**
	 * {@inheritDoc}
	 * @throws EventSourcingException if the current thread is not in a transaction of the
	 * data source
	 */
	@Override
	public void removeAll(ConsumerId consumer) {
		requireTransaction();
		this.jdbc.update(this.statements.get().removeAll(), ConsumerRows.parameters(consumer));
	}

	/**
	 * {@inheritDoc}
	 * @throws EventSourcingException if the current thread is not in a transaction of the
	 * data source
	 */
	@Override
	public void reassign(ConsumerId consumer, long notificationId, ConsumerId other) {
		requireTransaction();
		this.jdbc.update(this.statements.get().reassign(),
				ConsumerRows.parameters(other.partition(), consumer, notificationId));
	}

	/**
	 * Requires a transaction. Otherwise, the change would be committed without the
	 * position, or never.
	 */
	private void requireTransaction() {
		if (!TransactionSynchronizationManager.hasResource(this.dataSource)) {
			throw new EventSourcingException(("Events are parked and removed in the transaction that moves the "
					+ "position, but the current thread is not in a transaction of the data source %s. Call this "
					+ "method in the work of TrackingRecorder.advance, of a recorder with the same data source.")
				.formatted(this.dataSource));
		}
	}

	@Override
	public List<ParkedEvent> find(ConsumerId consumer) {
		return find(this.statements.get().find(), consumer);
	}

	@Override
	public List<ParkedEvent> findRequested(ConsumerId consumer) {
		return find(this.statements.get().findRequested(), consumer);
	}

	private List<ParkedEvent> find(String select, ConsumerId consumer) {
		return this.jdbc.query(select, (row, number) -> event(row), ConsumerRows.parameters(consumer));
	}

	private static ParkedEvent event(ResultSet row) throws SQLException {
		OffsetDateTime attemptedAt = row.getObject("attempted_at", OffsetDateTime.class);
		String request = row.getString("request");
		return new ParkedEvent(row.getLong("notification_id"), row.getInt("consumer_version"), row.getString("topic"),
				aggregate(row), row.getInt("attempts"), ConsumerRows.instant(row, "parked_at"),
				(attemptedAt != null) ? attemptedAt.toInstant() : null,
				(request != null) ? Request.valueOf(request) : null, row.getString("cause"));
	}

	private static UUID aggregate(ResultSet row) throws SQLException {
		return row.getObject("originator_id", UUID.class);
	}

	@Override
	public Set<UUID> aggregates(ConsumerId consumer) {
		return Set.copyOf(this.jdbc.query(this.statements.get().aggregates(), (row, number) -> aggregate(row),
				ConsumerRows.parameters(consumer)));
	}

	@Override
	public int count(ConsumerId consumer) {
		return Objects.requireNonNull(this.jdbc.queryForObject(this.statements.get().count(), Integer.class,
				ConsumerRows.parameters(consumer)));
	}

	@Override
	public Set<ConsumerId> requested() {
		return Set.copyOf(this.jdbc.query(this.statements.get().requested(), (row, number) -> ConsumerRows.id(row)));
	}

	@Override
	public int requestRetry(ConsumerId consumer, @Nullable UUID originatorId) {
		return change(consumer, () -> {
			lock(consumer, originatorId);
			return this.jdbc.update(this.statements.get().requestRetry(),
					ConsumerRows.parameters(consumer, originatorId));
		});
	}

	@Override
	public boolean requestDiscard(ConsumerId consumer, long notificationId) {
		return change(consumer, () -> Boolean.TRUE.equals(this.jdbc.query(this.statements.get().requestDiscard(),
				ResultSet::next, ConsumerRows.parameters(consumer, notificationId))));
	}

	@Override
	public void retryFailed(ConsumerId consumer, long notificationId, int attempts, String cause) {
		change(consumer, () -> {
			List<UUID> aggregate = this.jdbc.query(this.statements.get().aggregate(), (row, number) -> aggregate(row),
					ConsumerRows.parameters(consumer, notificationId));
			aggregate.forEach((originatorId) -> recordFailure(consumer, notificationId, originatorId, attempts, cause));
			return aggregate;
		});
	}

	private void recordFailure(ConsumerId consumer, long notificationId, UUID originatorId, int attempts,
			String cause) {
		lock(consumer, originatorId);
		this.jdbc.update(this.statements.get().recordFailure(),
				ConsumerRows.parameters(attempts, ConsumerFailure.storable(cause), consumer, notificationId));
		this.jdbc.update(this.statements.get().withdrawRetry(), ConsumerRows.parameters(consumer, originatorId));
	}

	private void lock(ConsumerId consumer, @Nullable UUID originatorId) {
		this.jdbc.query(this.statements.get().lock(), (row, number) -> row.getLong(1),
				ConsumerRows.parameters(consumer, originatorId));
	}

	private <T> T change(ConsumerId consumer, Supplier<T> change) {
		return this.database.get().locks().locked(consumer, () -> this.transaction.execute((status) -> change.get()));
	}

}
