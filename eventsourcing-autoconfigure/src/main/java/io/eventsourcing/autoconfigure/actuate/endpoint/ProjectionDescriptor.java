package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of a projection or a process application.
 *
 * @param kind {@code projection} or {@code process-application}; null if this process
 * does not contain its code
 * @param version the version that is in use
 * @param state the state of the version that is in use or, if it has several partitions,
 * the worst of their states
 * @param position the notification id up to which all events have been handled
 * @param lag the maximum number of events that remain to be handled, or null if the last
 * id of the log is not known
 * @param parked the number of parked events of the version that is in use, and of those
 * that may replace it
 * @param owner the names of the processes that run it, or null if there are none
 * @param partitions the partitions of all versions
 */
public record ProjectionDescriptor(@Nullable String kind, int version, String state, long position, @Nullable Long lag,
		int parked, @Nullable String owner, List<PartitionDescriptor> partitions) implements OperationResponseBody {

	/**
	 * Description of a partition of a version.
	 *
	 * @param version the version
	 * @param partition the number of the partition, counted from 0
	 * @param log the name of the log that it follows; {@code log} if it is the log of the
	 * own event store
	 * @param active whether the version is in use
	 * @param state what it is doing
	 * @param position the notification id up to which it has handled all events
	 * @param lag the maximum number of events that remain to be handled, or null if the
	 * last id of the log is not known
	 * @param owner the name of the process that runs it, or null
	 * @param since the time at which it last changed owner, was paused or was resumed, or
	 * null
	 * @param failure the event that it cannot handle at the moment, or null
	 */
	public record PartitionDescriptor(int version, int partition, String log, boolean active, String state,
			long position, @Nullable Long lag, @Nullable String owner, @Nullable Instant since,
			@Nullable FailureDescriptor failure) {
	}

	/**
	 * Description of a failure.
	 *
	 * @param notificationId the notification id of the event
	 * @param attempts the number of failed attempts
	 * @param at the time of the last attempt
	 * @param retryAt the time at which the event will be retried at the latest, or null
	 * if no retry is planned
	 * @param cause the class of the exception, with the message if it is one of the
	 * library
	 */
	public record FailureDescriptor(long notificationId, int attempts, Instant at, @Nullable Instant retryAt,
			String cause) {
	}

}
