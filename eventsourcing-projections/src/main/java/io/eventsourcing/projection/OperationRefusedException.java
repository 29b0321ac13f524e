package io.eventsourcing.projection;

/**
 * Thrown by {@link ProjectionOperations} if a projection does not permit an operation at
 * the moment. The projection has not been changed.
 */
public class OperationRefusedException extends IllegalStateException {

	public OperationRefusedException(String message) {
		super(message);
	}

}
