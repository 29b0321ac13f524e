package io.eventsourcing.autoconfigure.observation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.eventsourcing.domain.Internal;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes work whose result must not depend on the observation: if a handler or a
 * convention of the application throws, the failure is logged, and the work still returns
 * or throws what it would without an observation. Only errors of the virtual machine,
 * such as {@link OutOfMemoryError}, are thrown. Thread-safe.
 */
@Internal
public final class GuardedObservations {

	private static final Logger LOGGER = System.getLogger(GuardedObservations.class.getName());

	private final ObservationRegistry registry;

	/** The kinds of failures, by class and place, for which a warning has been logged. */
	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	public GuardedObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Does the work within an observation.
	 * @param created creates the observation
	 * @param work what is observed, called exactly once
	 */
	public void observe(Supplier<Observation> created, Runnable work) {
		observe(created, () -> {
			work.run();
			return Boolean.TRUE;
		});
	}

	/**
	 * Does the work within an observation.
	 * @param created creates the observation
	 * @param work what is observed, called exactly once
	 * @return the result of the work
	 */
	public <T> T observe(Supplier<Observation> created, Supplier<T> work) {
		Observation observation = start(created);
		try {
			return inScope(observation, work);
		}
		catch (Throwable ex) {
			attempt(() -> observation.error(ex));
			throw ex;
		}
		finally {
			attempt(observation::stop);
		}
	}

	private Observation start(Supplier<Observation> created) {
		try {
			Observation observation = created.get();
			attempt(observation::start);
			return observation;
		}
		catch (Throwable ex) {
			report(ex);
			return Observation.NOOP;
		}
	}

	/**
	 * A handler that fails when a scope is opened or closed would leave the scope to the
	 * work that the thread does next, so the scope before is set again in any case.
	 */
	private <T> T inScope(Observation observation, Supplier<T> work) {
		Observation.Scope before = this.registry.getCurrentObservationScope();
		Observation.Scope scope = open(observation, before);
		try {
			return work.get();
		}
		finally {
			try {
				attempt(scope::close);
			}
			finally {
				this.registry.setCurrentObservationScope(before);
			}
		}
	}

	/** A scope that has been opened by some of the handlers is closed like others. */
	private Observation.Scope open(Observation observation, Observation.@Nullable Scope before) {
		try {
			return observation.openScope();
		}
		catch (Throwable ex) {
			report(ex);
			Observation.Scope partial = this.registry.getCurrentObservationScope();
			return (partial != null && partial != before) ? partial : Observation.Scope.NOOP;
		}
	}

	/** Takes a step whose failure is only logged. */
	void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			report(ex);
		}
	}

	/**
	 * A handler that is broken fails at every event, so only the first failure is a
	 * warning.
	 */
	private void report(Throwable failure) {
		if (failure instanceof VirtualMachineError error) {
			throw error;
		}
		Level level = this.reported.add(kind(failure)) ? Level.WARNING : Level.DEBUG;
		LOGGER.log(level,
				"A handler or a convention of observations failed; what was observed is not affected. Further failures of this kind are logged with the level DEBUG.",
				failure);
	}

	/** The virtual machine may leave out the stack trace of a frequent exception. */
	private static String kind(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		return failure.getClass().getName() + ((trace.length > 0) ? " " + trace[0] : "");
	}

}
