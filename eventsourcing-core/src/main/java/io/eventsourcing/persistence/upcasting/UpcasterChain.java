package io.eventsourcing.persistence.upcasting;

import java.util.List;

import io.eventsourcing.domain.EventSourcingException;

/**
 * The steps of one event, with consecutive versions. Immutable.
 */
final class UpcasterChain {

	private final String event;

	private final int firstVersion;

	private final List<UpcastStep> steps;

	/** Creates a chain of steps that are ordered by version, with at least one. */
	UpcasterChain(String event, List<UpcastStep> steps) {
		this.event = event;
		this.firstVersion = steps.get(0).from();
		this.steps = steps;
	}

	int currentVersion() {
		return this.firstVersion + this.steps.size();
	}

	int firstVersion() {
		return this.firstVersion;
	}

	List<UpcastStep> steps() {
		return this.steps;
	}

	UpcastStep last() {
		return this.steps.get(this.steps.size() - 1);
	}

	UpcastStep step(int version) {
		if (version < this.firstVersion) {
			throw new EventSourcingException(
					"version %d of the event %s is no longer supported: the first step, %s, applies to version %d"
						.formatted(version, this.event, this.steps.get(0).source(), this.firstVersion));
		}
		return this.steps.get(version - this.firstVersion);
	}

}
