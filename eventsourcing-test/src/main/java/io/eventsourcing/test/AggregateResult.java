package io.eventsourcing.test;

import java.util.List;
import java.util.function.Function;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.test.support.Thrown;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last step of an {@link AggregateScenario}: what the call is expected to have
 * triggered. AssertJ's {@code assertThat(result)} begins assertions about the triggered
 * events.
 * <p>
 * Every method also proves that the aggregate can be loaded again: the given and the
 * triggered events are encoded, decoded and replayed, and the result must be equal to the
 * aggregate after the call, field by field. Otherwise an {@link AssertionError} shows
 * both states.
 *
 * @param <A> the class of the aggregate
 */
public final class AggregateResult<A extends Aggregate> implements AssertProvider<EventsAssert> {

	private final @Nullable AggregateHistory<A> history;

	private final @Nullable A aggregate;

	private final @Nullable Throwable thrown;

	private @Nullable A rebuilt;

	AggregateResult(AggregateHistory<A> history, A aggregate, @Nullable Throwable thrown) {
		this.history = history;
		this.aggregate = aggregate;
		this.thrown = thrown;
	}

	/** Creates the result of a constructor that has thrown an exception. */
	AggregateResult(Throwable thrown) {
		this.history = null;
		this.aggregate = null;
		this.thrown = thrown;
	}

	/**
	 * Expects exactly these events, in this order.
	 * @param expected for each event its name, its record, or the result of
	 * {@link ExpectedEvent#event event(name, values..)}; none if nothing is expected
	 * @throws AssertionError if other events were triggered, or if the call has thrown an
	 * exception
	 */
	public AggregateResult<A> then(Object... expected) {
		ExpectedEvents events = ExpectedEvents.of(expected);
		List<DomainEvent> actual = events();
		if (!events.areExactly(actual)) {
			throw events.mismatch(actual, List.of(history().type()));
		}
		reloaded();
		return this;
	}

	/** Expects that nothing was triggered, and that the state has not changed. */
	public AggregateResult<A> thenNothing() {
		return then();
	}

	/**
	 * Expects a part of the state.
	 * @param property returns the part, usually as a method reference
	 * @param expected the expected value
	 */
	public <S extends @Nullable Object> AggregateResult<A> thenState(Function<? super A, ? extends S> property,
			S expected) {
		Assertions.assertThat((Object) property.apply(reloaded())).isEqualTo(expected);
		return this;
	}

	/**
	 * Checks the state after the call.
	 * @param assertions receives the aggregate as it is when it is loaded again
	 */
	public AggregateResult<A> thenState(ThrowingConsumer<? super A> assertions) {
		assertions.accept(reloaded());
		return this;
	}

	/**
	 * Expects an exception, that no event was triggered before it was thrown, and that
	 * the state has not changed.
	 * @param type the class of the exception, or a superclass
	 * @return AssertJ's assertions about the exception
	 */
	public <T extends Throwable> AbstractThrowableAssert<?, T> thenThrows(Class<T> type) {
		AbstractThrowableAssert<?, T> assertions = Thrown.require(type, this.thrown, pending());
		if (this.aggregate != null) {
			history().rebuildEqual(this.aggregate);
		}
		return assertions;
	}

	/**
	 * Returns assertions about the triggered events.
	 * @throws AssertionError if the call has thrown an exception
	 */
	@Override
	public EventsAssert assertThat() {
		List<DomainEvent> actual = events();
		reloaded();
		return new EventsAssert(actual);
	}

	private List<DomainEvent> events() {
		Thrown.requireNone(this.thrown);
		return pending();
	}

	private List<DomainEvent> pending() {
		return (this.aggregate != null) ? this.aggregate.pendingEvents() : List.of();
	}

	/** Returns the aggregate as it is when it is loaded again. */
	private A reloaded() {
		A result = this.rebuilt;
		if (result == null) {
			events();
			result = history().rebuildEqual(aggregate());
			this.rebuilt = result;
		}
		return result;
	}

	private A aggregate() {
		if (this.aggregate == null) {
			throw new IllegalStateException("There is no aggregate");
		}
		return this.aggregate;
	}

	private AggregateHistory<A> history() {
		if (this.history == null) {
			throw new IllegalStateException("There is no aggregate");
		}
		return this.history;
	}

}
