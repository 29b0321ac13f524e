package io.eventsourcing.test;

import java.util.Objects;

import io.eventsourcing.application.Application;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.test.support.SavedEvents;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.ThrowingConsumer;

/**
 * A test of an application in three steps: what is stored, what is called, and which
 * events that stores.
 *
 * <pre class="code">
 * ApplicationScenario.of(school)
 *     .given(fido)
 *     .when((s) -&gt; s.addTrick(fido.id(), "sit"))
 *     .then(event("TrickAdded", "sit"));
 * </pre>
 *
 * It uses the application's own store: one in memory, or a database, which may contain
 * other events. The events of {@code when} are those that the calling thread saves during
 * the call, which the scenario marks with an entry in their metadata; so neither earlier
 * events nor those of other threads and programs matter. Events that the call lets other
 * threads save are not among them, unless these threads take over the metadata. Not
 * thread-safe.
 *
 * @param <S> the class of the application
 */
@CheckReturnValue
public final class ApplicationScenario<S extends Application> {

	private final S application;

	private ApplicationScenario(S application) {
		this.application = Objects.requireNonNull(application, "application");
	}

	/**
	 * Creates a scenario.
	 * @param application the application, which may be a Spring bean
	 */
	public static <S extends Application> ApplicationScenario<S> of(S application) {
		return new ApplicationScenario<>(application);
	}

	/** Saves aggregates, or individual events, through the application. */
	public ApplicationScenario<S> given(EventSource... sources) {
		this.application.save(sources);
		return this;
	}

	/**
	 * Calls the application, so that its events are stored before the call that is
	 * tested.
	 * @param call the call, whose exceptions the scenario does not catch
	 */
	public ApplicationScenario<S> given(ThrowingConsumer<? super S> call) {
		call.accept(this.application);
		return this;
	}

	/** Saves further aggregates or events, like {@link #given(EventSource...)}. */
	public ApplicationScenario<S> and(EventSource... sources) {
		return given(sources);
	}

	/** Calls the application once more, like {@link #given(ThrowingConsumer)}. */
	public ApplicationScenario<S> and(ThrowingConsumer<? super S> call) {
		return given(call);
	}

	/**
	 * Calls the method that is tested.
	 * @param call the call, whose exception {@link ApplicationResult#thenThrows} expects
	 */
	public ApplicationResult<S> when(ThrowingConsumer<? super S> call) {
		SavedEvents saved = SavedEvents.of(this.application.infrastructure());
		try {
			saved.during(() -> call.acceptThrows(this.application));
			return new ApplicationResult<>(this.application, saved, null);
		}
		catch (Throwable ex) {
			return new ApplicationResult<>(this.application, saved, ex);
		}
	}

}
