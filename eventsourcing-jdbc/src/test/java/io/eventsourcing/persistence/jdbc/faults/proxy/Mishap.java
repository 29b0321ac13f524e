package io.eventsourcing.persistence.jdbc.faults.proxy;

/** What happens to a link when a certain request comes. */
public enum Mishap {

	/** The link is cut before the request reaches the server. */
	REQUEST_LOST,

	/** The link is cut after half of the request has reached the server. */
	REQUEST_TORN,

	/**
	 * The client is cut off. The proxy keeps the request, and delivers it when it is told
	 * to.
	 */
	REQUEST_LATE,

	/** The server receives the request, and the client is cut off at once. */
	CLIENT_LOST,

	/** The server answers, and the link is cut before the client receives the answer. */
	ANSWER_LOST,

	/** The link is cut after half of the answer has reached the client. */
	ANSWER_TORN,

	/** The server answers, but nothing reaches the client any more; no link is cut. */
	SILENCE

}
