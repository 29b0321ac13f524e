package io.eventsourcing.process;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.jspecify.annotations.Nullable;

/**
 * Runs process applications outside a Spring context, for example in tests. All
 * applications of a system use the same {@link Infrastructure}. Thread-safe.
 *
 * <pre class="code">
 * Infrastructure infrastructure = Infrastructure.inMemory();
 * DogSchool school = new DogSchool(infrastructure);
 * TrickCounters counters = new TrickCounters(infrastructure);
 * ApplicationSystem system = ApplicationSystem.pipe(school, counters).register(Dog.class);
 * school.addTrick(dogId, "roll over");
 * system.run();
 * </pre>
 */
public final class ApplicationSystem implements AutoCloseable {

	private final List<ProcessApplication> processes = new ArrayList<>();

	private final Infrastructure infrastructure;

	private @Nullable ProjectionRunner runner;

	private ApplicationSystem(Infrastructure infrastructure) {
		this.infrastructure = infrastructure;
	}

	/**
	 * Creates a system whose process applications follow the log that all of its
	 * applications share.
	 * @param applications the applications, in the order in which {@link #run()} calls
	 * them
	 * @throws IllegalArgumentException if there are none, or if they do not use the same
	 * infrastructure
	 */
	public static ApplicationSystem pipe(Application... applications) {
		if (applications.length == 0) {
			throw new IllegalArgumentException("Pass at least one application to ApplicationSystem.pipe");
		}
		ApplicationSystem system = new ApplicationSystem(applications[0].infrastructure());
		for (Application application : applications) {
			if (application.infrastructure() != system.infrastructure) {
				throw new IllegalArgumentException(
						"The applications '%s' and '%s' do not use the same event store. Pass the same Infrastructure to their constructors."
							.formatted(applications[0].name(), application.name()));
			}
			if (application instanceof ProcessApplication process) {
				system.processes.add(process);
			}
		}
		return system;
	}

	/**
	 * Registers classes of aggregates whose events are handled. This is not necessary for
	 * classes of which one of the applications has already loaded or saved an aggregate.
	 */
	@SafeVarargs
	public final ApplicationSystem register(Class<? extends Aggregate>... types) {
		for (Class<? extends Aggregate> type : types) {
			this.infrastructure.eventLog().topics().register(type);
		}
		return this;
	}

	/**
	 * Handles all outstanding events in the calling thread, including those that the
	 * process applications save during the call, and returns when there are none left.
	 * The applications take turns in the order in which they were defined, so that the
	 * same events lead to the same result.
	 * @throws IllegalStateException if this system has been started
	 * @throws io.eventsourcing.projection.ProjectionFailedException if an event could not
	 * be handled
	 */
	public void run() {
		runner().run();
	}

	/** Starts threads that handle events until {@link #close()} is called. */
	public void start() {
		runner().start();
	}

	/** Returns the object that waits for the process applications. */
	public Projections projections() {
		return runner().projections();
	}

	/** Returns the object that pauses and resumes the process applications. */
	public ProjectionOperations operations() {
		return runner().operations();
	}

	/** Returns the object that lists, retries and discards parked events. */
	public ParkedEvents parkedEvents() {
		return runner().parkedEvents();
	}

	/** Stops the threads. The system can be started again. */
	@Override
	public synchronized void close() {
		if (this.runner != null) {
			this.runner.close();
		}
	}

	private synchronized ProjectionRunner runner() {
		if (this.runner == null) {
			this.runner = build();
		}
		return this.runner;
	}

	private ProjectionRunner build() {
		ConsumerRecorders consumers = this.infrastructure.consumers();
		if (consumers == null) {
			throw new IllegalStateException(
					"The event store has no recorders for the positions of process applications. Create the infrastructure with Infrastructure.of(recorder, consumers)");
		}
		ProjectionRunnerBuilder builder = ProjectionRunner.builder(this.infrastructure.notificationLog(),
				this.infrastructure.eventLog().mapper(), consumers.tracking(), consumers.leases(),
				consumers.parkedEvents());
		for (ProcessApplication process : this.processes) {
			Processes.add(builder, process, this.infrastructure.eventLog().topics(), ProjectionOptions.DEFAULTS);
		}
		return builder.build();
	}

}
