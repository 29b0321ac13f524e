package io.eventsourcing.test;

import java.util.List;
import java.util.function.Function;

import io.eventsourcing.application.Application;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.test.support.SavedEvents;
import io.eventsourcing.test.support.Thrown;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last step of an {@link ApplicationScenario}: what the call is expected to have
 * stored. AssertJ's {@code assertThat(result)} begins assertions about the stored events.
 * <p>
 * The events are read from the store, and the aggregates to which they belong are loaded
 * again.
 *
 * @param <S> the class of the application
 */
public final class ApplicationResult<S extends Application> implements AssertProvider<EventsAssert> {

	private final S application;

	private final SavedEvents saved;

	private final @Nullable Throwable thrown;

	ApplicationResult(S application, SavedEvents saved, @Nullable Throwable thrown) {
		this.application = application;
		this.saved = saved;
		this.thrown = thrown;
	}

	/**
	 * Expects exactly these events, in this order.
	 * @param expected for each event its name, its record, or the result of
	 * {@link ExpectedEvent#event event(name, values..)}; none if nothing is expected
	 * @throws AssertionError if other events were saved, or if the call has thrown an
	 * exception
	 */
	public ApplicationResult<S> then(Object... expected) {
		ExpectedEvents events = ExpectedEvents.of(expected);
		List<DomainEvent> actual = events();
		if (!events.areExactly(actual)) {
			throw events.mismatch(actual, List.of());
		}
		this.saved.requireLoadable(actual);
		return this;
	}

	/** Expects that nothing was saved. */
	public ApplicationResult<S> thenNothing() {
		return then();
	}

	/**
	 * Expects the answer to a query.
	 * @param query calls the application
	 * @param expected the expected answer
	 */
	public <T extends @Nullable Object> ApplicationResult<S> thenState(Function<? super S, ? extends T> query,
			T expected) {
		return thenState((application) -> Assertions.assertThat((Object) query.apply(application)).isEqualTo(expected));
	}

	/**
	 * Checks the state after the call.
	 * @param assertions receives the application
	 */
	public ApplicationResult<S> thenState(ThrowingConsumer<? super S> assertions) {
		requireSuccess();
		assertions.accept(this.application);
		return this;
	}

	/**
	 * Waits until all projections have handled what was saved, and then checks what they
	 * have written.
	 * @param projections waits for the projections of the application
	 * @param assertions the assertions about read models
	 * @throws io.eventsourcing.projection.ProjectionFailedException if a projection has
	 * stopped or has parked an event
	 */
	public ApplicationResult<S> thenProjected(TestProjections projections, Runnable assertions) {
		requireSuccess();
		projections.await();
		assertions.run();
		return this;
	}

	/**
	 * Expects an exception, and that nothing was saved before it was thrown.
	 * @param type the class of the exception, or a superclass
	 * @return AssertJ's assertions about the exception
	 */
	public <T extends Throwable> AbstractThrowableAssert<?, T> thenThrows(Class<T> type) {
		return Thrown.require(type, this.thrown, stored());
	}

	/**
	 * Returns the events that the call has saved, with their notification ids.
	 * @throws AssertionError if the call has thrown an exception
	 */
	public List<Recording> recordings() {
		requireSuccess();
		return List.copyOf(this.saved.recordings());
	}

	/**
	 * Returns assertions about the stored events.
	 * @throws AssertionError if the call has thrown an exception
	 */
	@Override
	public EventsAssert assertThat() {
		List<DomainEvent> actual = events();
		this.saved.requireLoadable(actual);
		return new EventsAssert(actual);
	}

	private List<DomainEvent> events() {
		requireSuccess();
		return stored();
	}

	private List<DomainEvent> stored() {
		return this.saved.recordings().stream().map(Recording::event).toList();
	}

	private void requireSuccess() {
		Thrown.requireNone(this.thrown);
	}

}
