package io.eventsourcing.projection.runner;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.UnaryOperator;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.OperationRefusedException;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.schedule.RunningUnits;
import org.jspecify.annotations.Nullable;

/**
 * Changes the stored states of projections. The owner of a projection notices a change
 * when its next transaction is rejected, or when it next renews its lease.
 */
final class RunnerOperations implements ProjectionOperations {

	private static final Logger LOGGER = System.getLogger(RunnerOperations.class.getName());

	private final ProjectionRunner runner;

	private final RunnerSettings settings;

	private final StoredPositions stored;

	private final KnownProjections known;

	RunnerOperations(ProjectionRunner runner, StoredPositions stored, KnownProjections known) {
		this.runner = runner;
		this.settings = runner.settings();
		this.stored = stored;
		this.known = known;
	}

	@Override
	public void pause(String name) {
		set(name, ConsumerState.RUNNING, ConsumerState.PAUSED);
	}

	@Override
	public void resume(String name) {
		set(name, ConsumerState.PAUSED, ConsumerState.RUNNING);
	}

	/** Changes the states of all versions, except those that another one has replaced. */
	private void set(String name, ConsumerState from, ConsumerState to) {
		requireOutside(name, "pause or resume");
		requireStored(name);
		change(name, (versions) -> versions.map((row) -> (row.state() == from) ? row.in(to) : row));
	}

	private void change(String name, UnaryOperator<ConsumerVersions> change) {
		this.settings.tracking().change(name, change);
		this.stored.forget();
		RunningUnits running = this.runner.running();
		if (running != null) {
			running.reload(name);
		}
	}

	@Override
	public void rebuild(String name) {
		requireOutside(name, "rebuild");
		requireStored(name);
		change(name, (versions) -> {
			Consumer consumer = requireCode(name, versions.active(), "rebuilt");
			ConsumerScope.run(name, consumer.requireReset());
			return versions.map((row) -> isOf(consumer, row) ? reset(row) : row);
		});
		LOGGER.log(Level.INFO, "The projection ''{0}'' is being rebuilt", name);
	}

	private static boolean isOf(Consumer consumer, TrackedConsumer row) {
		return row.id().partition(0).equals(consumer.id());
	}

	private TrackedConsumer reset(TrackedConsumer row) {
		this.settings.parkedEvents().removeAll(row.id());
		return row.at(0, Math.max(row.replayUntil(), row.position().notificationId()));
	}

	private Consumer requireCode(String name, int version, String action) {
		return this.known.find(name, version)
			.orElseThrow(() -> new OperationRefusedException(
					"Version %d of the projection '%s' is in use and cannot be %s by this process, which does not contain its code. Use a process that contains it."
						.formatted(version, name, action)));
	}

	@Override
	public void activate(String name, int version) {
		requireOutside(name, "activate a version of");
		requireStored(name);
		change(name, (versions) -> {
			requireVersion(name, version, versions);
			return (versions.active() == version) ? withdrawRequest(versions) : request(versions, version);
		});
	}

	private ConsumerVersions withdrawRequest(ConsumerVersions versions) {
		Integer requested = versions.requested();
		if (requested == null) {
			return versions;
		}
		return versions.map((row) -> (row.id().version() == requested && requested < versions.active())
				? row.in(ConsumerState.RETIRED) : row)
			.activate(versions.active());
	}

	private ConsumerVersions request(ConsumerVersions versions, int version) {
		for (TrackedConsumer row : versions.rows()) {
			if (row.id().version() == version && row.state() == ConsumerState.PAUSED) {
				throw new OperationRefusedException(
						"Version %d of the projection '%s' is paused. Resume the projection first.".formatted(version,
								row.id().consumer()));
			}
		}
		return versions.map((row) -> (row.id().version() == version) ? row.in(ConsumerState.RUNNING) : row)
			.request(version);
	}

	private static void requireVersion(String name, int version, ConsumerVersions versions) {
		List<Integer> stored = versions.rows().stream().map((row) -> row.id().version()).distinct().toList();
		if (!stored.contains(version)) {
			throw new IllegalArgumentException(
					"There is no version %d of the projection '%s', only %s".formatted(version, name, stored));
		}
	}

	@Override
	public void forget(String name) {
		forgetVersions(name, null);
	}

	@Override
	public void forget(String name, int version) {
		forgetVersions(name, version);
	}

	private void forgetVersions(String name, @Nullable Integer version) {
		requireOutside(name, "forget");
		change(name, (versions) -> {
			List<TrackedConsumer> forgotten = versions.rows()
				.stream()
				.filter((row) -> version == null || row.id().version() == version)
				.toList();
			if (versions.rows().isEmpty()) {
				throw this.known.unknown(name);
			}
			if (version != null) {
				requireVersion(name, version, versions);
			}
			forgotten.forEach((row) -> requireUnused(row, versions, version != null));
			forgotten.forEach((row) -> this.settings.parkedEvents().removeAll(row.id()));
			return versions.with(versions.rows().stream().filter((row) -> !forgotten.contains(row)).toList());
		});
	}

	@Override
	public void forget(String name, String log) {
		requireOutside(name, "forget");
		change(name, (versions) -> {
			if (versions.rows().isEmpty()) {
				throw this.known.unknown(name);
			}
			requireLog(name, log, versions);
			List<TrackedConsumer> forgotten = versions.rows()
				.stream()
				.filter((row) -> row.id().upstream().equals(log) && isAbandoned(row.id(), versions))
				.toList();
			if (forgotten.isEmpty()) {
				throw new OperationRefusedException(
						"The position of the projection '%s' in the log '%s' cannot be forgotten, because a running process contains code that follows this log, or because none contains code that follows another log. Deploy the code that follows the other log first."
							.formatted(name, log));
			}
			forgotten.forEach((row) -> this.settings.parkedEvents().removeAll(row.id()));
			return versions.with(versions.rows().stream().filter((row) -> !forgotten.contains(row)).toList());
		});
	}

	private static void requireLog(String name, String log, ConsumerVersions versions) {
		List<String> logs = versions.rows().stream().map((row) -> row.id().upstream()).distinct().toList();
		if (!logs.contains(log)) {
			throw new IllegalArgumentException(
					"The projection '%s' has no position in the log '%s', only in %s".formatted(name, log, logs));
		}
	}

	/**
	 * Returns whether a version follows another log than that of a position. Two stored
	 * positions do not tell which of the logs it follows: this process must contain its
	 * code, or another one run it.
	 */
	private boolean isAbandoned(ConsumerId id, ConsumerVersions versions) {
		return !isFollowed(id, versions) && versions.rows()
			.stream()
			.map(TrackedConsumer::id)
			.filter((other) -> other.version() == id.version() && !other.upstream().equals(id.upstream()))
			.anyMatch((other) -> isFollowed(other, versions));
	}

	private boolean isFollowed(ConsumerId id, ConsumerVersions versions) {
		return this.known.contains(id)
				|| versions.of(id.version(), id.upstream()).stream().anyMatch(TrackedConsumer::leased);
	}

	private void requireUnused(TrackedConsumer row, ConsumerVersions versions, boolean single) {
		ConsumerId id = row.id();
		if (row.leased() || this.known.contains(id)) {
			throw new OperationRefusedException(
					"Version %d of the projection '%s' cannot be forgotten, because %s contains its code and would start it again with the first event. Remove the code first."
						.formatted(id.version(), id.consumer(),
								this.known.contains(id) ? "this process" : "a running process"));
		}
		if (single && versions.active() == id.version()
				&& versions.rows().stream().anyMatch((each) -> each.id().version() != id.version())) {
			throw new OperationRefusedException(
					"Version %d of the projection '%s' is in use. Activate another version first."
						.formatted(id.version(), id.consumer()));
		}
	}

	@Override
	public void repartition(String name, int partitions) {
		if (partitions < 1) {
			throw new IllegalArgumentException("The number of partitions must be positive, not " + partitions);
		}
		requireOutside(name, "repartition");
		requireStored(name);
		change(name, (versions) -> {
			Consumer consumer = requireCode(name, versions.active(), "repartitioned");
			return new Repartitioning(consumer, this.settings).apply(versions, partitions);
		});
	}

	/**
	 * Stores a projection that has never been started.
	 * @throws IllegalArgumentException if there is no such projection
	 */
	private void requireStored(String name) {
		for (ConsumerId id : this.known.active(name)) {
			if (this.settings.tracking().find(id).isEmpty()) {
				this.known.find(name, id.version()).ifPresent(this.settings::register);
			}
		}
	}

	private static void requireOutside(String name, String action) {
		if (name.equals(ConsumerScope.current())) {
			throw new OperationRefusedException(
					"The projection '%s' cannot %s itself while it handles an event. Call the operation outside its methods."
						.formatted(name, action));
		}
	}

}
