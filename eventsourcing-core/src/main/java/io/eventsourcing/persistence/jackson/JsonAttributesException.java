package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/**
 * Replaces an exception of Jackson, whose message may quote the values of attributes,
 * which may be personal data. Names the attribute but not its value, and has the stack
 * trace of the original exception.
 */
final class JsonAttributesException extends EventSourcingException {

	/** Messages of Jackson that quote no values. */
	private static final Pattern HARMLESS = Pattern
		.compile("Cannot deserialize value of type `[^`]*` from [A-Za-z ]+ \\(token `JsonToken\\.[A-Z_]+`\\)"
				+ "|Cannot map `null` into type .*|Missing required creator property .*|the attribute '.*");

	private JsonAttributesException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static JsonAttributesException of(JacksonException original) {
		return of(original, message(original));
	}

	/** Describes why values of an attribute could not be stored, whatever they are. */
	static JsonAttributesException ofDefinition(JacksonException original) {
		String problem = original.getOriginalMessage();
		String path = path(original.getPath());
		return of(original, path.isEmpty() ? problem : "attribute '%s': %s".formatted(path, problem));
	}

	private static JsonAttributesException of(JacksonException original, String message) {
		JsonAttributesException safe = new JsonAttributesException(message, foreignCause(original));
		safe.setStackTrace(original.getStackTrace());
		return safe;
	}

	private static String message(JacksonException original) {
		String problem = problem(original);
		if (!original.getPath().isEmpty()) {
			return problem + ", at " + path(original.getPath());
		}
		return (original.getLocation() != null) ? problem + ", " + original.getLocation().offsetDescription() : problem;
	}

	/**
	 * Describes what is wrong in the words of Jackson where these consist of names and
	 * types only, otherwise by the type that was expected.
	 */
	private static String problem(JacksonException original) {
		String message = original.getOriginalMessage();
		if (original instanceof InvalidDefinitionException || original instanceof PropertyBindingException
				|| original instanceof StreamConstraintsException || HARMLESS.matcher(message).matches()) {
			return message;
		}
		if (original instanceof InvalidTypeIdException type) {
			return (type.getTypeId() == null) ? message
					: "the stored value is of no known class of %s (if a class was removed, keep it or add an upcasting step; if it was renamed, give it its former name with @JsonTypeName)"
						.formatted(type.getBaseType().getRawClass().getName());
		}
		if (original instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return expected(mismatch.getTargetType());
		}
		if (original instanceof InputCoercionException coercion && coercion.getTargetType() != null) {
			return expected(coercion.getTargetType());
		}
		return (original instanceof StreamReadException) ? "invalid JSON" : original.getClass().getSimpleName();
	}

	private static String expected(Class<?> type) {
		return type.isEnum() ? "expected one of the constants %s of %s".formatted(
				Stream.of(type.getEnumConstants()).map((constant) -> ((Enum<?>) constant).name()).toList(),
				type.getName()) : "the stored value does not fit the type " + type.getName();
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
