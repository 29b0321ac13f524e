package io.eventsourcing.projection.runner;

import io.eventsourcing.projection.OnFailure;

/**
 * How a projection is run.
 *
 * @param batchSize the maximum number of events that are handled in one transaction
 * @param maxAttempts the number of failed attempts to handle an event after which
 * {@code onFailure} decides
 * @param onFailure what then happens
 */
public record ProjectionOptions(int batchSize, int maxAttempts, OnFailure onFailure) {

	/** The default number of events in a transaction. */
	public static final int DEFAULT_BATCH_SIZE = 500;

	/** The default number of attempts. */
	public static final int DEFAULT_MAX_ATTEMPTS = 3;

	/** The default options. */
	public static final ProjectionOptions DEFAULTS = new ProjectionOptions(DEFAULT_BATCH_SIZE, DEFAULT_MAX_ATTEMPTS,
			OnFailure.STOP);

	/**
	 * @throws IllegalArgumentException if a number is not positive
	 */
	public ProjectionOptions {
		if (batchSize < 1) {
			throw new IllegalArgumentException("The batch size must be positive, not " + batchSize);
		}
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("The number of attempts must be positive, not " + maxAttempts);
		}
	}

	/** Returns these options with another batch size. */
	public ProjectionOptions batchSize(int value) {
		return new ProjectionOptions(value, this.maxAttempts, this.onFailure);
	}

	/** Returns these options with another number of attempts. */
	public ProjectionOptions maxAttempts(int value) {
		return new ProjectionOptions(this.batchSize, value, this.onFailure);
	}

	/** Returns these options with another policy. */
	public ProjectionOptions onFailure(OnFailure value) {
		return new ProjectionOptions(this.batchSize, this.maxAttempts, value);
	}

}
