package io.eventsourcing.projection;

/** The event at which a projection starts when it is first deployed. */
public enum Start {

	/** The first event in the log. */
	BEGINNING,

	/**
	 * The first event that is saved after the projection was first deployed. In the
	 * application that deploys it, this is the first event that is saved after the
	 * projections were started, which happens before requests are accepted.
	 */
	END

}
