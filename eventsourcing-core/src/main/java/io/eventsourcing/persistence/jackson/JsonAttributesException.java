package io.eventsourcing.persistence.jackson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/**
 * Replaces an exception of Jackson, whose message may quote the values of attributes,
 * which may be personal data. Names the attribute but not its value, and has the stack
 * trace of the original exception.
 */
final class JsonAttributesException extends EventSourcingException {

	private JsonAttributesException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static JsonAttributesException of(JacksonException original) {
		JsonAttributesException safe = new JsonAttributesException(message(original), foreignCause(original));
		safe.setStackTrace(original.getStackTrace());
		return safe;
	}

	private static String message(JacksonException original) {
		List<String> parts = new ArrayList<>();
		parts.add(quotesNothing(original) ? original.getOriginalMessage() : original.getClass().getSimpleName());
		if (original instanceof InvalidFormatException format && format.getTargetType() != null) {
			parts.add("expected " + format.getTargetType().getName());
		}
		if (!original.getPath().isEmpty()) {
			parts.add("at " + path(original.getPath()));
		}
		else if (original.getLocation() != null) {
			parts.add(original.getLocation().offsetDescription());
		}
		return String.join(", ", parts);
	}

	/** Returns whether the message consists of names and types only. */
	private static boolean quotesNothing(JacksonException original) {
		return original instanceof InvalidTypeIdException type && type.getTypeId() == null
				|| original instanceof InvalidDefinitionException || original instanceof PropertyBindingException
				|| original.getClass() == MismatchedInputException.class;
	}

	/** Describes a path without the keys of maps, which are data of the event. */
	private static String path(List<JacksonException.Reference> path) {
		StringBuilder text = new StringBuilder();
		for (JacksonException.Reference reference : path) {
			if (reference.getPropertyName() == null) {
				text.append('[').append(reference.getIndex()).append(']');
			}
			else {
				boolean key = reference.from() instanceof Map
						|| reference.from() instanceof Class<?> type && Map.class.isAssignableFrom(type);
				text.append(text.isEmpty() ? "" : ".").append(key ? "<key>" : reference.getPropertyName());
			}
		}
		return text.toString();
	}

	/** Returns the exception of the application's own code, such as a constructor. */
	private static @Nullable Throwable foreignCause(JacksonException original) {
		Throwable cause = original.getCause();
		while (cause instanceof JacksonException) {
			cause = cause.getCause();
		}
		return cause;
	}

}
