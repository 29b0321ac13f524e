package io.eventsourcing.projection.runner;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.binding.ForeignEvents;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.EventProcessor;
import io.eventsourcing.projection.runner.consumer.ForeignEventMapper;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.consumer.Upstream;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Builds a {@link ProjectionRunner}. Not thread-safe. */
public final class ProjectionRunnerBuilder {

	private static final int MAX_THREADS = 1000;

	private static final Duration MIN_LEASE = Duration.ofMillis(100);

	private static final Duration MAX_DURATION = Duration.ofDays(24);

	private final NotificationLog log;

	private final EventMapper mapper;

	private final TrackingRecorder tracking;

	private final LeaseRecorder leases;

	private final ParkedEventRecorder parkedEvents;

	private final List<Consumer> consumers = new ArrayList<>();

	private int threads = ProjectionRunner.DEFAULT_THREADS;

	private Duration lease = Duration.ofSeconds(ProjectionRunner.DEFAULT_LEASE_SECONDS);

	private Duration stopTimeout = Duration.ofSeconds(20);

	private Duration handlerTimeout = Duration.ofSeconds(30);

	private ThreadFactory threadFactory = defaultThreads();

	private HandlingObserver observer = HandlingObserver.NONE;

	ProjectionRunnerBuilder(NotificationLog log, EventMapper mapper, TrackingRecorder tracking, LeaseRecorder leases,
			ParkedEventRecorder parkedEvents) {
		this.log = Objects.requireNonNull(log, "log");
		this.mapper = Objects.requireNonNull(mapper, "mapper");
		this.tracking = Objects.requireNonNull(tracking, "tracking");
		this.leases = Objects.requireNonNull(leases, "leases");
		this.parkedEvents = Objects.requireNonNull(parkedEvents, "parkedEvents");
	}

	/** A handler that does not return must not keep the JVM from ending. */
	private static ThreadFactory defaultThreads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("eventsourcing-projections-");
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * Adds version 1 of a projection with the default options.
	 * @param name the name under which the position is stored
	 * @throws ProjectionDefinitionException if another projection has the same name
	 */
	public ProjectionRunnerBuilder projection(String name, EventHandlers handlers) {
		return projection(name, handlers, ProjectionOptions.DEFAULTS);
	}

	/**
	 * Adds version 1 of a projection.
	 * @param name the name under which the position is stored
	 * @throws ProjectionDefinitionException if another projection has the same name
	 */
	public ProjectionRunnerBuilder projection(String name, EventHandlers handlers, ProjectionOptions options) {
		return projection(ProjectionDefinition.named(name), handlers, options);
	}

	/**
	 * Adds a version of a projection.
	 * @throws ProjectionDefinitionException if another projection has the same name and
	 * version, or if the projection starts at the end of the log but has a method that is
	 * annotated with {@code @OnReset}
	 */
	public ProjectionRunnerBuilder projection(ProjectionDefinition definition, EventHandlers handlers,
			ProjectionOptions options) {
		requireFixedStart(definition, handlers);
		return add(new Consumer(definition, handlers, null, options, Upstream.ofOwnLog(this.log), this.mapper));
	}

	/**
	 * Adds a version of a projection that follows the log of another application.
	 * @param definition names the log, see {@link ProjectionDefinition#follows}
	 * @param transcoder reads the attributes of the events
	 * @param log the log; must be running whenever the runner is
	 * @param identity the identity of the log
	 * @throws ProjectionDefinitionException if another projection has the same name and
	 * version, or if the projection starts at the end of the log but has a method that is
	 * annotated with {@code @OnReset}
	 */
	public ProjectionRunnerBuilder projection(ProjectionDefinition definition, ForeignEvents events,
			Transcoder transcoder, ProjectionOptions options, NotificationLog log, LogIdentity identity) {
		requireFixedStart(definition, events.handlers());
		return add(new Consumer(definition, events.handlers(), null, options,
				new Upstream(definition.upstream(), log, identity), new ForeignEventMapper(events, transcoder)));
	}

	/**
	 * Adds a process application.
	 * @param events selects the events that it handles
	 * @param processor handles the events
	 * @throws ProjectionDefinitionException if a projection or another process
	 * application has the same name
	 */
	public ProjectionRunnerBuilder process(ProjectionDefinition definition, EventHandlers events,
			EventProcessor processor, ProjectionOptions options) {
		return add(new Consumer(definition, events, processor, options, Upstream.ofOwnLog(this.log), this.mapper));
	}

	private static void requireFixedStart(ProjectionDefinition definition, EventHandlers handlers) {
		if (definition.from() == Start.END && handlers.reset() != null) {
			throw new ProjectionDefinitionException(
					"The projection '%s' starts at the end of the log, but has a method that is annotated with @OnReset."
						.formatted(definition.name()),
					"Remove that method: a rebuild would handle the events from before the start.");
		}
	}

	private ProjectionRunnerBuilder add(Consumer consumer) {
		ProjectionDefinition definition = consumer.definition();
		if (this.consumers.stream().anyMatch((each) -> isSame(each.definition(), definition))) {
			throw new ProjectionDefinitionException(
					"There are two projections with the name '%s' and the version %d.".formatted(definition.name(),
							definition.version()),
					"Give one of them another name or version: the position is stored under both.");
		}
		this.consumers.add(consumer);
		return this;
	}

	private static boolean isSame(ProjectionDefinition one, ProjectionDefinition other) {
		return one.name().equals(other.name()) && one.version() == other.version();
	}

	/**
	 * Sets the number of worker threads, which is the maximum number of transactions in
	 * which events are handled at the same time, and of the connections used for them; 4
	 * by default.
	 * @throws IllegalArgumentException if the number is not from 1 to 1000
	 */
	public ProjectionRunnerBuilder threads(int count) {
		if (count < 1 || count > MAX_THREADS) {
			throw new IllegalArgumentException(
					"The number of threads must be from 1 to %d, not %d".formatted(MAX_THREADS, count));
		}
		this.threads = count;
		return this;
	}

	/**
	 * Sets the duration of the lease: other processes take over the projections of this
	 * process if it does not renew its lease for that time; 5 seconds by default.
	 * @param duration from 100 milliseconds to 24 days
	 * @throws IllegalArgumentException if the duration is shorter or longer
	 */
	public ProjectionRunnerBuilder lease(Duration duration) {
		if (duration.compareTo(MIN_LEASE) < 0 || duration.compareTo(MAX_DURATION) > 0) {
			throw new IllegalArgumentException("The lease must be from 100 ms to 24 days, not " + duration);
		}
		this.lease = duration;
		return this;
	}

	/**
	 * Sets the maximum time to wait for handlers when the runner is stopped; 20 seconds
	 * by default.
	 */
	public ProjectionRunnerBuilder stopTimeout(Duration duration) {
		this.stopTimeout = duration;
		return this;
	}

	/**
	 * Sets the time after which a handler that has not returned is reported: it is logged
	 * with its stack trace, and the status of its projection is {@code STUCK}. It should
	 * equal the time after which the {@code TrackingRecorder} makes the database end the
	 * transaction. The default is 30 seconds; zero means no limit.
	 * @throws IllegalArgumentException if the duration is negative or longer than 24 days
	 */
	public ProjectionRunnerBuilder handlerTimeout(Duration duration) {
		if (duration.isNegative() || duration.compareTo(MAX_DURATION) > 0) {
			throw new IllegalArgumentException(
					"The handler timeout must be from 0 to 24 days, not %s; 0 means no limit".formatted(duration));
		}
		this.handlerTimeout = duration;
		return this;
	}

	/** Sets the factory that creates the threads. */
	public ProjectionRunnerBuilder threadFactory(ThreadFactory factory) {
		this.threadFactory = factory;
		return this;
	}

	/**
	 * Sets the observer that surrounds the handling of events; by default, there is none.
	 */
	public ProjectionRunnerBuilder observer(HandlingObserver value) {
		this.observer = Objects.requireNonNull(value, "value");
		return this;
	}

	/**
	 * Returns a value that is equal for all processes with the same projections, such as
	 * the instances of one service, and different for other services on the same
	 * database.
	 */
	private String group() {
		String names = this.consumers.stream()
			.map((each) -> each.definition().name() + '\n' + each.definition().version())
			.sorted()
			.collect(Collectors.joining("\n"));
		return UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString();
	}

	/** Creates the runner, without starting it. */
	public ProjectionRunner build() {
		Runner runner = new Runner(UUID.randomUUID(), ManagementFactory.getRuntimeMXBean().getName(), group());
		return new ProjectionRunner(new RunnerSettings(this.log, this.tracking, this.leases, this.parkedEvents, runner,
				List.copyOf(this.consumers), this.lease, this.threadFactory, this.threads, this.stopTimeout,
				this.handlerTimeout, this.observer));
	}

}
