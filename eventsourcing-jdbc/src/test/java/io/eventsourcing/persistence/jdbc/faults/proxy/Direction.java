package io.eventsourcing.persistence.jdbc.faults.proxy;

/** Which way bytes go. */
public enum Direction {

	/** Requests. */
	TO_SERVER,

	/** Answers. */
	TO_CLIENT

}
