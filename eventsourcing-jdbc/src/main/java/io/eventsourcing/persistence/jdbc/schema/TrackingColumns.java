package io.eventsourcing.persistence.jdbc.schema;

/**
 * The columns of the table {@code tracking} that the statements for events and those for
 * consumers have in common.
 */
public final class TrackingColumns {

	/** The columns of the key. */
	public static final String KEY = "consumer_name, consumer_version, upstream_name, partition_number";

	/** The condition that selects the row of a consumer. */
	public static final String OF_CONSUMER = "consumer_name = ? and consumer_version = ? and upstream_name = ? "
			+ "and partition_number = ?";

	/** Clears the failure of a consumer, because it has handled an event. */
	public static final String HANDLED = "failed_id = null, failed_at = null, attempts = 0, failure = null";

	private TrackingColumns() {
	}

}
