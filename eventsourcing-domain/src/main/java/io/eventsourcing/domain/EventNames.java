package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * The names of events: their defaults, and what a name must look like.
 */
final class EventNames {

	private EventNames() {
	}

	/** The default name of an event that no record names. */
	static String of(String memberName, boolean constructor) {
		return constructor ? "Created"
				: Character.toUpperCase(memberName.charAt(0)) + withoutSuffix(memberName).substring(1);
	}

	/**
	 * Kotlin appends the module to the name of an internal function ({@code feed$main}),
	 * and a hash if a parameter's type is a value class ({@code feed-rEIIZJo}).
	 */
	private static String withoutSuffix(String memberName) {
		for (int i = 1; i < memberName.length(); i++) {
			if (memberName.charAt(i) == '$' || memberName.charAt(i) == '-') {
				return memberName.substring(0, i);
			}
		}
		return memberName;
	}

	/** What is wrong with a name, null if it is valid. */
	static @Nullable String problem(String name) {
		return (isIdentifier(name) && name.length() <= 200) ? null
				: "'" + name + "' is not a valid event name: it must be a Java identifier of at most 200 characters";
	}

	static boolean isIdentifier(String name) {
		return !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0))
				&& name.chars().skip(1).allMatch(Character::isJavaIdentifierPart);
	}

}
