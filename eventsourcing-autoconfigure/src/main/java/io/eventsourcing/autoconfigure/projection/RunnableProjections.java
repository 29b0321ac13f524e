package io.eventsourcing.autoconfigure.projection;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import io.eventsourcing.process.ProcessApplication;
import org.jspecify.annotations.Nullable;

/**
 * The projections and process applications of a context, for the rooms that show them.
 * Thread-safe.
 */
public final class RunnableProjections {

	private final ProjectionBeans beans;

	private final ProcessBeans processes;

	private final BooleanSupplier ownTracking;

	/**
	 * @param ownTracking whether the library keeps positions in the store of the
	 * application by itself
	 */
	RunnableProjections(ProjectionBeans beans, ProcessBeans processes, BooleanSupplier ownTracking) {
		this.beans = beans;
		this.processes = processes;
		this.ownTracking = ownTracking;
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
		Map<String, String> kinds = new TreeMap<>();
		this.beans.find().forEach((bean) -> kinds.put(bean.name(), "projection"));
		for (ProcessApplication process : this.processes.find()) {
			kinds.put(process.name(), "process-application");
		}
		return kinds;
	}

	/** Returns whether a bean follows the log of its own application. */
	public boolean followsOwnLog(String name) {
		return this.beans.find().stream().noneMatch((bean) -> bean.name().equals(name) && bean.follows() != null);
	}

}
