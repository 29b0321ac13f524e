package io.eventsourcing.autoconfigure.projection;

import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionProperties.StartMode;
import io.eventsourcing.autoconfigure.projection.beans.ProcessBeans;
import io.eventsourcing.autoconfigure.projection.beans.ProjectionBeans;
import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.autoconfigure.upstream.UpstreamLogs;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Binds the projections and process applications when all singletons have been created,
 * and runs them while the context is running. If there are none, it does not create the
 * runner.
 */
final class ProjectionLifecycle implements SmartInitializingSingleton, SmartLifecycle {

	/**
	 * The phase before that of the web server ({@code DEFAULT_PHASE - 2048}): projections
	 * run before the first request arrives, and until the last one has ended.
	 */
	static final int PHASE = DEFAULT_PHASE - 3072;

	private final ProjectionBeans beans;

	private final ProcessBeans processes;

	private final RunnableProjections runnable;

	private final ObjectProvider<ProjectionRunner> runners;

	private final ObjectProvider<ProjectionLog> logs;

	private final ObjectProvider<UpstreamLogs> upstreams;

	private final EventSourcingProjectionProperties properties;

	private volatile @Nullable ProjectionRunner runner;

	private volatile boolean running;

	ProjectionLifecycle(ProjectionBeans beans, ProcessBeans processes, RunnableProjections runnable,
			ObjectProvider<ProjectionRunner> runners, ObjectProvider<ProjectionLog> logs,
			ObjectProvider<UpstreamLogs> upstreams, EventSourcingProjectionProperties properties) {
		this.beans = beans;
		this.processes = processes;
		this.runnable = runnable;
		this.runners = runners;
		this.logs = logs;
		this.upstreams = upstreams;
		this.properties = properties;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.beans.find().isEmpty() || this.processes.exist()) {
			this.runner = this.runners.getObject();
		}
	}

	@Override
	public void start() {
		this.running = true;
		ProjectionRunner started = this.runner;
		if (started != null && this.properties.enabled()) {
			this.logs.getObject().log().start();
			this.upstreams.ifAvailable(UpstreamLogs::start);
			this.runnable.started();
			started.start();
			if (this.properties.start() == StartMode.CATCH_UP) {
				new CatchUp(started.projections(), this.runnable, this.properties.startTimeout()).await();
			}
		}
	}

	/** Waits for the transactions in which projections handle events. */
	@Override
	public void stop() {
		this.running = false;
		ProjectionRunner stopped = this.runner;
		if (stopped != null && this.properties.enabled()) {
			this.runnable.stopped();
			stopped.stop();
			this.logs.getObject().log().stop();
			this.upstreams.ifAvailable(UpstreamLogs::stop);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
