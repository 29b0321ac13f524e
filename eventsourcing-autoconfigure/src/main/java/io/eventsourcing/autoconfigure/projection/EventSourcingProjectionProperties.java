package io.eventsourcing.autoconfigure.projection;

import java.time.Duration;
import java.util.Map;

import io.eventsourcing.projection.OnFailure;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of projections.
 *
 * @param enabled Whether this process runs projections; otherwise they are only checked
 * at start-up.
 * @param start How projections start: start-up can wait until all of them have handled
 * the events that are stored at that time.
 * @param startTimeout Maximum time that start-up waits for projections if start is
 * catch-up; it then continues.
 * @param threads Maximum number of transactions in which projections handle events at the
 * same time, each of which takes a connection.
 * @param batchSize Maximum number of events that a projection handles in one transaction.
 * @param lease Time after which other processes take over the projections of a process
 * that no longer responds.
 * @param handlerTimeout Time after which PostgreSQL cancels a statement of a projection,
 * or ends its transaction if it executes no statement, and after which a method that has
 * not returned is reported; zero means no limit.
 * @param maxAttempts Number of failed attempts to handle an event after which on-failure
 * applies.
 * @param onFailure What a projection does with an event that it cannot handle.
 * @param maxParked Number of parked events of a projection at which it stops instead of
 * parking another one.
 * @param health the properties of the health of projections
 * @param byName Settings of individual projections and process applications, by their
 * names; by default those of all projections.
 */
@ConfigurationProperties("eventsourcing.projections")
public record EventSourcingProjectionProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("background") StartMode start, @DefaultValue("1m") Duration startTimeout,
		@DefaultValue(ProjectionRunner.DEFAULT_THREADS + "") int threads,
		@DefaultValue(ProjectionOptions.DEFAULT_BATCH_SIZE + "") int batchSize,
		@DefaultValue(ProjectionRunner.DEFAULT_LEASE_SECONDS + "s") Duration lease,
		@DefaultValue("30s") Duration handlerTimeout,
		@DefaultValue(ProjectionOptions.DEFAULT_MAX_ATTEMPTS + "") int maxAttempts,
		@DefaultValue("park") OnFailure onFailure,
		@DefaultValue(ProjectionOptions.DEFAULT_MAX_PARKED + "") int maxParked, @DefaultValue Health health,
		@DefaultValue Map<String, Individual> byName) {

	/** How projections start. */
	public enum StartMode {

		/** Projections catch up in the background. */
		BACKGROUND,

		/**
		 * Start-up waits for them, before the web server accepts requests.
		 */
		CATCH_UP

	}

	/**
	 * The properties of the health of projections.
	 *
	 * @param maxLag Maximum number of events that a projection may be behind while its
	 * health is up; by default, there is no limit.
	 * @param maxLagTime Maximum age of the first event that a projection has not handled
	 * while its health is up; by default, there is no limit.
	 * @param maxParked Maximum number of parked events of a projection while its health
	 * is up; by default, there is no limit.
	 */
	public record Health(@Nullable Long maxLag, @Nullable Duration maxLagTime, @Nullable Integer maxParked) {
	}

	/**
	 * The settings of one projection.
	 *
	 * @param batchSize Maximum number of events that it handles in one transaction.
	 * @param maxAttempts Number of failed attempts to handle an event after which
	 * on-failure applies.
	 * @param onFailure What it does with an event that it cannot handle.
	 * @param maxParked Number of its parked events at which it stops instead of parking
	 * another one.
	 */
	public record Individual(@Nullable Integer batchSize, @Nullable Integer maxAttempts, @Nullable OnFailure onFailure,
			@Nullable Integer maxParked) {
	}

}
