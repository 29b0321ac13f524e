package io.eventsourcing.test;

import java.util.concurrent.Callable;
import java.util.function.Function;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Aggregate;
import org.assertj.core.annotation.CanIgnoreReturnValue;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A test of an aggregate in three steps, without a database and without Spring: which
 * events there are, what is called, and which events that triggers.
 *
 * <pre class="code">
 * given(() -&gt; new Dog("Fido"))
 *     .and((dog) -&gt; dog.addTrick("roll over"))
 *     .when((dog) -&gt; dog.addTrick("fetch ball"))
 *     .then(event("TrickAdded", "fetch ball"))
 *     .thenState(Dog::tricks, List.of("roll over", "fetch ball"));
 * </pre>
 *
 * The object on which {@code when} is called has been rebuilt from the encoded events of
 * the calls before, as if it had been loaded. Not thread-safe.
 *
 * @param <A> the class of the aggregate
 */
@CheckReturnValue
public final class AggregateScenario<A extends Aggregate> {

	private final AggregateHistory<A> history;

	private final A aggregate;

	AggregateScenario(AggregateHistory<A> history, A aggregate) {
		this.history = history;
		this.aggregate = aggregate;
	}

	/**
	 * Begins with a new aggregate, whose events are given.
	 * @param creation creates the aggregate, usually with {@code new}
	 */
	public static <A extends Aggregate> AggregateScenario<A> given(Callable<A> creation) {
		return AggregateScenarios.DEFAULTS.given(creation);
	}

	/**
	 * Begins with events as they were stored earlier, for example by an older release.
	 * They are brought up to date as they are when an aggregate is loaded.
	 * @param type the class of the aggregate
	 * @param events all events of the aggregate, in order
	 */
	public static <A extends Aggregate> AggregateScenario<A> given(Class<A> type, GivenEvent... events) {
		return AggregateScenarios.DEFAULTS.given(type, events);
	}

	/**
	 * Begins with the creation of an aggregate, whose events are then expected.
	 * @param creation creates the aggregate, usually with {@code new}
	 */
	public static <A extends Aggregate> AggregateResult<A> when(Callable<A> creation) {
		return AggregateScenarios.DEFAULTS.when(creation);
	}

	/**
	 * Returns scenarios that use the names, upcasters and JSON of an application, which
	 * classes do not declare themselves. Its store is not used.
	 * @param infrastructure the infrastructure of the application
	 */
	public static AggregateScenarios using(Infrastructure infrastructure) {
		return AggregateScenarios.using(infrastructure);
	}

	/**
	 * Calls a method of the aggregate, whose events are given in addition.
	 * @param call the call, whose exceptions the scenario does not catch
	 */
	public AggregateScenario<A> and(ThrowingConsumer<? super A> call) {
		call.accept(this.aggregate);
		return this;
	}

	/**
	 * Rebuilds the aggregate from the given events, and calls the method that is tested.
	 * It can be called repeatedly, and begins with the given events each time.
	 * @param call the call, whose exception {@link AggregateResult#thenThrows} expects
	 * @throws AssertionError if the aggregate cannot be rebuilt from the given events
	 */
	public AggregateResult<A> when(ThrowingConsumer<? super A> call) {
		this.history.add(this.aggregate);
		AggregateHistory<A> given = this.history.copy();
		A rebuilt = given.rebuild();
		try {
			call.acceptThrows(rebuilt);
			return new AggregateResult<>(given, rebuilt, null);
		}
		catch (Throwable ex) {
			return new AggregateResult<>(given, rebuilt, ex);
		}
	}

	/**
	 * Expects a part of the state to which the given events lead, for example those of an
	 * older version; see {@link AggregateResult#thenState(Function, Object)}.
	 * @param property returns the part, usually as a method reference
	 * @param expected the expected value
	 */
	@CanIgnoreReturnValue
	public <S extends @Nullable Object> AggregateResult<A> thenState(Function<? super A, ? extends S> property,
			S expected) {
		return rebuilt().thenState(property, expected);
	}

	/**
	 * Checks the state to which the given events lead; see
	 * {@link AggregateResult#thenState(ThrowingConsumer)}.
	 * @param assertions receives the aggregate as it is when it is loaded
	 */
	@CanIgnoreReturnValue
	public AggregateResult<A> thenState(ThrowingConsumer<? super A> assertions) {
		return rebuilt().thenState(assertions);
	}

	private AggregateResult<A> rebuilt() {
		return when((unchanged) -> {
		});
	}

}
