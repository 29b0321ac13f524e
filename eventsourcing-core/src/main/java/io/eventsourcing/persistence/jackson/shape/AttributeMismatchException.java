package io.eventsourcing.persistence.jackson.shape;

import java.util.List;
import java.util.stream.Collectors;

import io.eventsourcing.domain.FixableException;

/**
 * Thrown if the names of the stored attributes do not fit the declared ones: one seems to
 * have been renamed, or one that cannot be null was not stored. The message contains the
 * names of attributes, but not their values.
 */
public final class AttributeMismatchException extends FixableException {

	private AttributeMismatchException(String problem, String fix) {
		super(problem, fix);
	}

	static AttributeMismatchException renamed(String place, AttributeNames names) {
		return new AttributeMismatchException(
				"%s%s stored but not declared, and %s declared but not stored (stored: %s; declared: %s)."
					.formatted(place, areOf(names.unknown), areOf(names.missing), names.stored, names.declared),
				"If an attribute was renamed, annotate it with @JsonAlias and its old name, or rename it in an upcasting step. If one was removed and another one added, remove the old one in an upcasting step.");
	}

	static AttributeMismatchException missing(String place, AttributeNames names) {
		return new AttributeMismatchException(
				"%s%s not stored and cannot be null (stored: %s; declared: %s).".formatted(place, areOf(names.required),
						names.stored, names.declared),
				"Set a value for old events in an upcasting step, or let the attribute be null: declare it as @Nullable or Optional, and not as a primitive type.");
	}

	static AttributeMismatchException unchecked(List<String> unknown) {
		return new AttributeMismatchException(
				"%s stored but not declared, in an object of which it cannot be determined whether another name is missing."
					.formatted(areOf(unknown)),
				"Remove or rename it in an upcasting step.");
	}

	private static String areOf(List<String> names) {
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "))
				+ ((names.size() == 1) ? " is" : " are");
	}

}
