package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.List;

/** What is known about a save. Guarded by the {@link History}. */
final class SaveRecord {

	/** What the store has reported last. */
	enum Outcome {

		/** Nothing, or that it does not know. */
		UNKNOWN,

		/** That the save is stored, with its id. */
		STORED,

		/** That it contains the save. */
		CONTAINED,

		/** That nothing was saved. */
		FAILED

	}

	private final String name;

	private final List<EventKey> events;

	private final long floor;

	private Outcome outcome = Outcome.UNKNOWN;

	private long firstId;

	private boolean denied;

	/**
	 * @param floor the largest id that the process knew of before it began the save
	 */
	SaveRecord(String name, List<EventKey> events, long floor) {
		this.name = name;
		this.events = events;
		this.floor = floor;
	}

	String name() {
		return this.name;
	}

	List<EventKey> events() {
		return this.events;
	}

	long floor() {
		return this.floor;
	}

	Outcome outcome() {
		return this.outcome;
	}

	void outcome(Outcome reported) {
		this.outcome = reported;
	}

	long firstId() {
		return this.firstId;
	}

	void stored(long id) {
		this.outcome = Outcome.STORED;
		this.firstId = id;
	}

	/** Whether {@code contains} has returned false for the save. */
	boolean isDenied() {
		return this.denied;
	}

	void deny() {
		this.denied = true;
	}

	@Override
	public String toString() {
		return "save " + this.name + " of " + this.events;
	}

}
