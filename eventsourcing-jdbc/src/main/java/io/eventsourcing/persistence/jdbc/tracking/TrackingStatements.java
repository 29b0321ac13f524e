package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;

/**
 * The statements that read and change consumers. Immutable.
 *
 * @param select selects all consumers with their owners
 * @param find selects one of them
 * @param advance moves a position, and selects a row if it has moved
 * @param hold locks a position that stays the same, and selects a row if it is the
 * expected one; has the same parameters
 * @param recordFailure stores a failure, and selects the number of attempts
 * @param recordStart stores that the handling of an event begins, and selects how often
 * it has begun
 * @param bindLog stores the identity of a log unless there is one, and selects it
 */
record TrackingStatements(String select, String find, String advance, String hold, String recordFailure,
		String recordStart, String bindLog) {

	private static final String FIND = ConsumerRows.SELECT + """
			where t.consumer_name = ? and t.consumer_version = ? and t.upstream_name = ? and t.partition_number = ?
			""";

	/**
	 * Takes the row lock, so that two transactions for one consumer run one after the
	 * other. The second one checks the conditions again on the row that the first one has
	 * committed, and finds that they no longer hold.
	 */
	private static final String ADVANCE = """
			update {schema}.tracking
			set notification_id = ?, {handled}
			where {of-consumer} and notification_id = ? and epoch = ?
			  and state = 'RUNNING'
			""";

	/** Keeps the failure, which is that of the next event. */
	private static final String HOLD = """
			update {schema}.tracking
			set notification_id = ?
			where {of-consumer} and notification_id = ? and epoch = ?
			  and state = 'RUNNING'
			""";

	private static final String RECORD_FAILURE = """
			update {schema}.tracking
			set attempts = case when failed_id = ? then attempts + 1 else 1 end, failed_id = ?, failed_at = {now},
			  failure = ?
			where {of-consumer} and notification_id = ? and epoch = ?
			""";

	private static final String RECORD_START = """
			update {schema}.tracking
			set started = case when started_id = ? then started + 1 else 1 end, started_id = ?
			where {of-consumer} and notification_id = ? and epoch = ?
			""";

	private static final String BIND_LOG = """
			update {schema}.tracking
			set upstream_id = coalesce(upstream_id, ?)
			where {of-consumer}
			""";

	/**
	 * @param handlerTimeout the maximum time that a transaction may be idle, and that a
	 * statement may take; zero for no limit
	 */
	static TrackingStatements of(TrackingDatabase database, Duration handlerTimeout) {
		String limits = database.limits(handlerTimeout);
		return new TrackingStatements(database.in(ConsumerRows.SELECT), database.in(FIND),
				database.returning(limits, database.in(ADVANCE)), database.returning(limits, database.in(HOLD)),
				database.returning("attempts", database.in(RECORD_FAILURE)),
				database.returning("started", database.in(RECORD_START)),
				database.returning("upstream_id", database.in(BIND_LOG)));
	}

}
