package io.eventsourcing.upcasting;

/**
 * Thrown by {@link EventData} if an attribute is not what an upcasting step expects. The
 * message names the attribute, but does not quote its value, which may be personal data.
 */
public final class AttributeException extends IllegalArgumentException {

	AttributeException(String message) {
		super(message);
	}

}
