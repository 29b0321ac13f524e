package io.eventsourcing.test;

import java.util.List;

import io.eventsourcing.projection.EventHandlingException;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.test.support.Thrown;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last step of a {@link ProjectionScenario}: what the projection is expected to have
 * made of the events.
 *
 * @param <P> the class of the projection
 */
public final class ProjectionResult<P> {

	private final P projection;

	private final @Nullable Throwable thrown;

	ProjectionResult(P projection, @Nullable Throwable thrown) {
		this.projection = projection;
		this.thrown = thrown;
	}

	/**
	 * Checks what the projection has made of the events.
	 * @param assertions receives the projection
	 * @throws AssertionError if the events could not be handled
	 */
	public ProjectionResult<P> then(ThrowingConsumer<? super P> assertions) {
		Thrown.requireNone(this.thrown);
		assertions.accept(this.projection);
		return this;
	}

	/**
	 * Expects that a method of the projection has thrown an exception.
	 * @param type the class of the exception that the method has thrown, or a superclass
	 * @return AssertJ's assertions about that exception
	 */
	public <T extends Throwable> AbstractThrowableAssert<?, T> thenThrows(Class<T> type) {
		return Thrown.require(type, ofMethod(this.thrown), List.of());
	}

	/** Returns the exception of a method itself. */
	static @Nullable Throwable ofMethod(@Nullable Throwable thrown) {
		Throwable result = thrown;
		while ((result instanceof ProjectionFailedException || result instanceof EventHandlingException)
				&& result.getCause() != null) {
			result = result.getCause();
		}
		return result;
	}

}
