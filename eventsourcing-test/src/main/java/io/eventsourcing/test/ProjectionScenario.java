package io.eventsourcing.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.EventHandlingException;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.test.support.EventFormat;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.ThrowingConsumer;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A test of a projection: its {@link EventHandler} methods are called with events, in the
 * thread of the test. No event is saved, and no position is stored.
 *
 * <pre class="code">
 * ProjectionScenario.of(new TrickPopularity(jdbc))
 *     .given(fido, rex)
 *     .then((popularity) -&gt; assertThat(popularity.mostPopular(1)).hasSize(1));
 * </pre>
 *
 * The methods are checked and bound as they are when an application starts, and each
 * event is converted to its stored form and back. By default, events are written as JSON
 * with the names that their classes declare, and no transaction is begun. Not
 * thread-safe.
 *
 * @param <P> the class of the projection
 */
public final class ProjectionScenario<P> {

	private final P projection;

	private final ProjectionCalls calls;

	private ProjectionScenario(P projection) {
		this.projection = Objects.requireNonNull(projection, "projection");
		this.calls = new ProjectionCalls(projection);
	}

	/**
	 * Creates a scenario.
	 * @param projection the projection, usually created with {@code new}
	 * @param aggregateTypes the classes of aggregates whose events the projection
	 * handles, except those of aggregates that are passed to the first call of
	 * {@code given} or {@code when}
	 */
	@SafeVarargs
	public static <P> ProjectionScenario<P> of(P projection, Class<? extends Aggregate>... aggregateTypes) {
		ProjectionScenario<P> scenario = new ProjectionScenario<>(projection);
		for (Class<? extends Aggregate> type : aggregateTypes) {
			scenario.calls.register(type);
		}
		return scenario;
	}

	/**
	 * Uses the names, upcasters and JSON of an application, which classes do not declare
	 * themselves. Its store is not used.
	 * @param infrastructure the infrastructure of the application
	 */
	public ProjectionScenario<P> using(Infrastructure infrastructure) {
		this.calls.use(EventFormat.of(infrastructure));
		return this;
	}

	/**
	 * Handles the events of each call of {@code given} and {@code when} in a separate
	 * transaction, which is committed at the end of the call. A projection that uses
	 * {@link io.eventsourcing.projection.jdbc.JdbcBatch} needs this.
	 * @param transactions runs the transactions, for example a
	 * {@code TransactionTemplate}
	 */
	public ProjectionScenario<P> withTransactions(TransactionOperations transactions) {
		this.calls.use(Objects.requireNonNull(transactions, "transactions"));
		return this;
	}

	/**
	 * Handles the events of each call in a separate transaction of a data source, like
	 * {@link #withTransactions(TransactionOperations)}.
	 * @param dataSource the data source that the projection uses
	 */
	public ProjectionScenario<P> withTransactions(DataSource dataSource) {
		return withTransactions(new TransactionTemplate(new JdbcTransactionManager(dataSource)));
	}

	/**
	 * Passes the pending events of aggregates, and individual events, to the projection
	 * in order, as one batch. Their notification ids continue those of the previous call,
	 * starting with 1. The events are no longer pending afterwards, so an aggregate can
	 * be changed and given again.
	 * @throws IllegalArgumentException if there are no pending events
	 * @throws AssertionError if the projection handles none of the events
	 * @throws ProjectionDefinitionException if a method of the projection cannot be bound
	 * @throws io.eventsourcing.persistence.UnsupportedEventException if an event of the
	 * aggregate's class could not be stored
	 * @throws io.eventsourcing.persistence.MapperException if an event cannot be
	 * converted to its stored form or back
	 * @throws EventHandlingException if a method throws an exception
	 */
	public ProjectionScenario<P> given(EventSource... sources) {
		List<DomainEvent> events = Arrays.stream(sources).flatMap((source) -> source.pendingEvents().stream()).toList();
		this.calls.handle(events);
		Arrays.stream(sources).forEach(EventSource::collectEvents);
		return this;
	}

	/**
	 * Passes stored events of a new aggregate to the projection, like
	 * {@link #given(EventSource...)}. Events of older versions are brought up to date.
	 * @param events events of an aggregate whose class is known, in order
	 */
	public ProjectionScenario<P> given(GivenEvent... events) {
		this.calls.handle(events);
		return this;
	}

	/**
	 * Passes events to the projection like {@link #given(EventSource...)}, except that
	 * {@link ProjectionResult#thenThrows} may expect an exception, which is kept until
	 * the next step.
	 */
	@CheckReturnValue
	public ProjectionResult<P> when(EventSource... sources) {
		return attempt(() -> given(sources));
	}

	/**
	 * Passes stored events of a new aggregate to the projection like
	 * {@link #given(GivenEvent...)}, except that {@link ProjectionResult#thenThrows} may
	 * expect an exception, which is kept until the next step.
	 */
	@CheckReturnValue
	public ProjectionResult<P> when(GivenEvent... events) {
		return attempt(() -> given(events));
	}

	private ProjectionResult<P> attempt(Runnable call) {
		try {
			call.run();
			return new ProjectionResult<>(this.projection, null);
		}
		catch (RuntimeException ex) {
			return new ProjectionResult<>(this.projection, ex);
		}
	}

	/**
	 * Checks what the projection has made of the events.
	 * @param assertions receives the projection
	 */
	public ProjectionScenario<P> then(ThrowingConsumer<? super P> assertions) {
		assertions.accept(this.projection);
		return this;
	}

}
