package io.eventsourcing.test;

import java.util.Objects;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.process.ApplicationSystem;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.test.support.SavedEvents;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * A test of a process application, which handles events in the thread of the test and
 * saves other events.
 *
 * <pre class="code">
 * ProcessScenario.of(new TrickCounters(Infrastructure.inMemory()))
 *     .given(fido)
 *     .when(rex)
 *     .then(event("Incremented"));
 * </pre>
 *
 * It uses the application's own store, which must contain positions of process
 * applications, and in which nothing else may run the same application; usually, that is
 * {@code Infrastructure.inMemory()}. Not thread-safe.
 *
 * @param <S> the class of the process application
 */
@CheckReturnValue
public final class ProcessScenario<S extends ProcessApplication> {

	private final S application;

	private final ApplicationSystem system;

	private ProcessScenario(S application) {
		this.application = Objects.requireNonNull(application, "application");
		this.system = ApplicationSystem.pipe(application);
	}

	/**
	 * Creates a scenario.
	 * @param application the process application
	 * @param aggregateTypes the classes of aggregates whose events it handles, except
	 * those of aggregates that are passed to the first call of {@code given} or
	 * {@code when}
	 */
	@SafeVarargs
	public static <S extends ProcessApplication> ProcessScenario<S> of(S application,
			Class<? extends Aggregate>... aggregateTypes) {
		ProcessScenario<S> scenario = new ProcessScenario<>(application);
		for (Class<? extends Aggregate> type : aggregateTypes) {
			scenario.system.register(type);
		}
		return scenario;
	}

	/**
	 * Saves the pending events of aggregates, and individual events, and lets the
	 * application handle them.
	 * @throws io.eventsourcing.projection.ProjectionFailedException if it cannot
	 */
	public ProcessScenario<S> given(EventSource... sources) {
		register(sources);
		this.application.save(sources);
		run();
		return this;
	}

	/**
	 * Saves the pending events of aggregates, and individual events, and lets the
	 * application handle them, and then what it saves itself. The result contains the
	 * events that it has saved.
	 */
	public ApplicationResult<S> when(EventSource... sources) {
		register(sources);
		run();
		SavedEvents saved = SavedEvents.consequences(this.application.infrastructure());
		try {
			saved.during(() -> this.application.save(sources));
			run();
			return new ApplicationResult<>(this.application, saved, null);
		}
		catch (Throwable ex) {
			return new ApplicationResult<>(this.application, saved, ProjectionResult.ofMethod(ex));
		}
	}

	/** The first call binds the methods to all aggregates that are known by then. */
	private void run() {
		try {
			this.system.run();
		}
		catch (ProjectionDefinitionException ex) {
			throw new ProjectionDefinitionException(ex.problem(), ex.fix()
					+ " If the application also handles events of another aggregate, pass its class to ProcessScenario.of.",
					ex);
		}
	}

	private void register(EventSource... sources) {
		for (EventSource source : sources) {
			for (DomainEvent event : source.pendingEvents()) {
				this.system.register(event.type().aggregateType());
			}
		}
	}

}
