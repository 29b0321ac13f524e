package io.eventsourcing.test;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.test.support.EventFormat;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * Begins scenarios with the names, upcasters and JSON of an application; see
 * {@link AggregateScenario#using}. Thread-safe.
 */
@CheckReturnValue
public final class AggregateScenarios {

	/** Each scenario has names of its own, because two classes may have the same one. */
	static final AggregateScenarios DEFAULTS = new AggregateScenarios(EventFormat::ofAnnotations);

	private final Supplier<EventFormat> format;

	private AggregateScenarios(Supplier<EventFormat> format) {
		this.format = format;
	}

	static AggregateScenarios using(Infrastructure infrastructure) {
		EventFormat format = EventFormat.of(infrastructure);
		return new AggregateScenarios(() -> format);
	}

	/** Begins with a new aggregate; see {@link AggregateScenario#given(Callable)}. */
	public <A extends Aggregate> AggregateScenario<A> given(Callable<A> creation) {
		A aggregate;
		try {
			aggregate = creation.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The aggregate could not be created: " + ex.getMessage(), ex);
		}
		return new AggregateScenario<>(history(aggregate), aggregate);
	}

	/**
	 * Begins with stored events; see
	 * {@link AggregateScenario#given(Class, GivenEvent...)}.
	 */
	public <A extends Aggregate> AggregateScenario<A> given(Class<A> type, GivenEvent... events) {
		AggregateHistory<A> history = new AggregateHistory<>(type, this.format.get());
		history.add(events);
		return new AggregateScenario<>(history, history.rebuild());
	}

	/**
	 * Begins with the creation that is tested; see
	 * {@link AggregateScenario#when(Callable)}.
	 */
	public <A extends Aggregate> AggregateResult<A> when(Callable<A> creation) {
		try {
			A aggregate = creation.call();
			return new AggregateResult<>(history(aggregate), aggregate, null);
		}
		catch (Throwable ex) {
			return new AggregateResult<>(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private <A extends Aggregate> AggregateHistory<A> history(A aggregate) {
		Objects.requireNonNull(aggregate, "aggregate");
		return new AggregateHistory<>((Class<A>) aggregate.getClass(), this.format.get());
	}

}
