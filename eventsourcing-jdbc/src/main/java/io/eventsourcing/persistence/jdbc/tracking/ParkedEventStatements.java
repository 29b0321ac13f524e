package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;

/**
 * The statements that read and change parked events. Immutable.
 * <p>
 * A change of several rows first locks them in the order of their ids, so that concurrent
 * changes do not cause a deadlock.
 *
 * @param park inserts an event, unless it is already there
 * @param remove deletes an event
 * @param removeAll deletes all events of a consumer
 * @param reassign assigns an event to another consumer
 * @param find selects the events of a consumer
 * @param findRequested selects the events of a consumer for which there is a request
 * @param aggregates selects the ids of the aggregates
 * @param count counts the events of a consumer
 * @param requested selects the consumers that have requests
 * @param aggregate selects the id of the aggregate of an event
 * @param lock locks the events of an aggregate, or of all aggregates if it is null
 * @param requestRetry requests that the events of an aggregate, or of all aggregates, be
 * handled again, except those for which a discard is requested
 * @param requestDiscard requests that an event be removed, and selects a row if it exists
 * @param recordFailure stores another failed attempt
 * @param withdrawRetry withdraws the requests to handle events of an aggregate again
 */
record ParkedEventStatements(String park, String remove, String removeAll, String reassign, String find,
		String findRequested, String aggregates, String count, String requested, String aggregate, String lock,
		String requestRetry, String requestDiscard, String recordFailure, String withdrawRetry) {

	/**
	 * The time after which PostgreSQL ends the transaction of a process that is
	 * suspended.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(5);

	/** Not {@code is not null}, because H2 would not use the index. */
	private static final String WITH_REQUEST = "request in ('RETRY', 'DISCARD')";

	private static final String PARK = """
			insert into {schema}.parked_events (notification_id, topic, originator_id, attempts, cause, parked_at, {key})
			select new.id, new.topic, new.originator_id, new.attempts, new.cause, {now}, new.name, new.version,
			  new.upstream, new.partition_no
			from (values (cast(? as bigint), cast(? as varchar), cast(? as uuid), cast(? as integer), cast(? as varchar),
			  cast(? as varchar), cast(? as integer), cast(? as varchar), cast(? as integer)))
			  as new (id, topic, originator_id, attempts, cause, name, version, upstream, partition_no)
			where not exists (select 1 from {schema}.parked_events
			  where {of-consumer} and notification_id = ?)
			""";

	private static final String REMOVE = """
			delete from {schema}.parked_events where {of-consumer} and notification_id = ?
			""";

	private static final String REMOVE_ALL = """
			delete from {schema}.parked_events where {of-consumer}
			""";

	private static final String REASSIGN = """
			update {schema}.parked_events set partition_number = ? where {of-consumer} and notification_id = ?
			""";

	private static final String FIND = """
			select notification_id, consumer_version, topic, originator_id, attempts, parked_at, attempted_at, request, cause
			from {schema}.parked_events
			where {of-consumer}
			order by notification_id
			""";

	private static final String FIND_REQUESTED = FIND.replace("{of-consumer}", "{of-consumer} and {with-request}");

	private static final String AGGREGATES = """
			select distinct originator_id from {schema}.parked_events where {of-consumer}
			""";

	private static final String COUNT = """
			select count(*) from {schema}.parked_events where {of-consumer}
			""";

	private static final String REQUESTED = """
			select distinct {key} from {schema}.parked_events where {with-request}
			""";

	private static final String AGGREGATE = """
			select originator_id from {schema}.parked_events where {of-consumer} and notification_id = ?
			""";

	private static final String LOCK = """
			select notification_id, {limits}
			from {schema}.parked_events
			where {of-consumer} and originator_id = coalesce(cast(? as uuid), originator_id)
			order by notification_id
			for update
			""";

	private static final String REQUEST_RETRY = """
			update {schema}.parked_events
			set request = 'RETRY'
			where {of-consumer} and originator_id = coalesce(cast(? as uuid), originator_id)
			  and (request is null or request <> 'DISCARD')
			""";

	private static final String REQUEST_DISCARD = """
			update {schema}.parked_events
			set request = 'DISCARD'
			where {of-consumer} and notification_id = ?
			""";

	private static final String RECORD_FAILURE = """
			update {schema}.parked_events
			set attempts = ?, attempted_at = {now}, cause = ?
			where {of-consumer} and notification_id = ?
			""";

	private static final String WITHDRAW_RETRY = """
			update {schema}.parked_events
			set request = null
			where {of-consumer} and originator_id = ? and request = 'RETRY'
			""";

	static ParkedEventStatements of(TrackingDatabase database) {
		String limits = database.limits(LIMIT);
		return new ParkedEventStatements(in(database, PARK), in(database, REMOVE), in(database, REMOVE_ALL),
				in(database, REASSIGN), in(database, FIND), in(database, FIND_REQUESTED), in(database, AGGREGATES),
				in(database, COUNT), in(database, REQUESTED), in(database, AGGREGATE),
				in(database, LOCK.replace("{limits}", limits)), in(database, REQUEST_RETRY),
				database.returning(limits, in(database, REQUEST_DISCARD)), in(database, RECORD_FAILURE),
				in(database, WITHDRAW_RETRY));
	}

	private static String in(TrackingDatabase database, String sql) {
		return database.in(sql.replace("{with-request}", WITH_REQUEST));
	}

}
