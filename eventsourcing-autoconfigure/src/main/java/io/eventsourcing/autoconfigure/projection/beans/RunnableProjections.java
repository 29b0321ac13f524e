package io.eventsourcing.autoconfigure.projection.beans;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.process.ProcessApplication;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The projections and process applications of a context, for the packages that show them.
 * They are searched for once after all singletons have been created, and at each call
 * before. Thread-safe.
 */
@Internal
public final class RunnableProjections implements SmartInitializingSingleton {

	private final ProjectionBeans beans;

	private final ProcessBeans processes;

	private final BooleanSupplier ownTracking;

	private volatile boolean complete;

	/** When this process began to run them, or null while it does not. */
	private volatile @Nullable Long started;

	private volatile @Nullable Found found;

	/**
	 * The result of a search.
	 *
	 * @param kinds the kinds of the beans by their names
	 * @param followed the logs of other applications that beans follow, by the names of
	 * the beans
	 */
	private record Found(Map<String, String> kinds, Map<String, String> followed) {
	}

	/**
	 * @param ownTracking whether the library keeps positions in the store of the
	 * application by itself
	 */
	public RunnableProjections(ProjectionBeans beans, ProcessBeans processes, BooleanSupplier ownTracking) {
		this.beans = beans;
		this.processes = processes;
		this.ownTracking = ownTracking;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.complete = true;
	}

	/** Records that this process has begun to run them. */
	public void started() {
		this.started = System.nanoTime();
	}

	/** Records that this process no longer runs them. */
	public void stopped() {
		this.started = null;
	}

	/** Returns whether this process began to run them less than a duration ago. */
	public boolean startedWithin(Duration duration) {
		Long at = this.started;
		return at != null && System.nanoTime() - at < duration.toNanos();
	}

	/**
	 * Returns whether there are positions to read: without projections, the application
	 * need not have configured where positions are kept.
	 */
	public boolean canBeTracked() {
		return this.ownTracking.getAsBoolean() || !kinds().isEmpty();
	}

	/**
	 * Returns {@code projection} or {@code process-application}, or null if the context
	 * has no such bean.
	 */
	public @Nullable String kindOf(String name) {
		return kinds().get(name);
	}

	/** Returns the kinds of the beans by their names, sorted by name. */
	public Map<String, String> kinds() {
		return found().kinds();
	}

	/** Returns whether a bean follows the log of its own application. */
	public boolean followsOwnLog(String name) {
		return followedLog(name) == null;
	}

	/**
	 * Returns the name of the log of another application that a bean follows, or null if
	 * it follows the log of its own application.
	 */
	public @Nullable String followedLog(String name) {
		return found().followed().get(name);
	}

	/**
	 * Before all singletons have been created, the beans behind proxies may not be known.
	 */
	private Found found() {
		Found known = this.found;
		if (known == null) {
			boolean last = this.complete;
			known = find();
			if (last) {
				this.found = known;
			}
		}
		return known;
	}

	private Found find() {
		Map<String, String> kinds = new TreeMap<>();
		Map<String, String> followed = new HashMap<>();
		for (ProjectionBean bean : this.beans.find()) {
			kinds.put(bean.name(), "projection");
			if (bean.follows() != null) {
				followed.put(bean.name(), bean.follows());
			}
		}
		for (ProcessApplication process : this.processes.find()) {
			kinds.put(process.name(), "process-application");
		}
		return new Found(Collections.unmodifiableMap(kinds), Map.copyOf(followed));
	}

}
