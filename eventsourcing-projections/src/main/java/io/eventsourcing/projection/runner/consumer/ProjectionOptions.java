package io.eventsourcing.projection.runner.consumer;

import io.eventsourcing.projection.OnFailure;

/**
 * Determines how a projection is run. Immutable.
 *
 * @param batchSize the maximum number of events that are handled in one transaction
 * @param maxAttempts the number of failed attempts to handle an event after which
 * {@code onFailure} applies
 * @param onFailure what the projection does with such an event
 * @param maxParked the number of parked events at which the projection stops at an event
 * that fails, instead of parking it
 */
public record ProjectionOptions(int batchSize, int maxAttempts, OnFailure onFailure, int maxParked) {

	/** The events of a batch are in memory at the same time. */
	private static final int MAX_BATCH_SIZE = 100_000;

	/** The default maximum number of events in a transaction: 500. */
	public static final int DEFAULT_BATCH_SIZE = 500;

	/** The default number of attempts: 3. */
	public static final int DEFAULT_MAX_ATTEMPTS = 3;

	/** The default maximum number of parked events: 1000. */
	public static final int DEFAULT_MAX_PARKED = 1000;

	/** The default options, which park events that cannot be handled. */
	public static final ProjectionOptions DEFAULTS = new ProjectionOptions(DEFAULT_BATCH_SIZE, DEFAULT_MAX_ATTEMPTS,
			OnFailure.PARK, DEFAULT_MAX_PARKED);

	/**
	 * @throws IllegalArgumentException if the batch size is not from 1 to 100,000, if the
	 * number of attempts is not positive, or if the maximum number of parked events is
	 * negative
	 */
	public ProjectionOptions {
		if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
			throw new IllegalArgumentException(
					"The batch size must be from 1 to %d, not %d".formatted(MAX_BATCH_SIZE, batchSize));
		}
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("The number of attempts must be positive, not " + maxAttempts);
		}
		if (maxParked < 0) {
			throw new IllegalArgumentException(
					"The maximum number of parked events must not be negative: " + maxParked);
		}
	}

	/** Returns these options with another batch size. */
	public ProjectionOptions batchSize(int value) {
		return new ProjectionOptions(value, this.maxAttempts, this.onFailure, this.maxParked);
	}

	/** Returns these options with another number of attempts. */
	public ProjectionOptions maxAttempts(int value) {
		return new ProjectionOptions(this.batchSize, value, this.onFailure, this.maxParked);
	}

	/** Returns these options with another policy. */
	public ProjectionOptions onFailure(OnFailure value) {
		return new ProjectionOptions(this.batchSize, this.maxAttempts, value, this.maxParked);
	}

	/** Returns these options with another maximum number of parked events. */
	public ProjectionOptions maxParked(int value) {
		return new ProjectionOptions(this.batchSize, this.maxAttempts, this.onFailure, value);
	}

}
