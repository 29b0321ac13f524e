package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * Determines the default names of events, and checks names.
 */
final class EventNames {

	private EventNames() {
	}

	/** Returns the default name of an event that is not named after a record. */
	static String of(String memberName, boolean constructor) {
		return constructor ? "Created"
				: Character.toUpperCase(memberName.charAt(0)) + withoutSuffix(memberName).substring(1);
	}

	/**
	 * Removes what Kotlin appends to the name of a function: the module, if the function
	 * is internal ({@code feed$main}), and a hash, if the type of a parameter is a value
	 * class ({@code feed-rEIIZJo}).
	 */
	private static String withoutSuffix(String memberName) {
		for (int i = 1; i < memberName.length(); i++) {
			if (memberName.charAt(i) == '$' || memberName.charAt(i) == '-') {
				return memberName.substring(0, i);
			}
		}
		return memberName;
	}

	/** Returns the problem of a name, or null if the name is valid. */
	static @Nullable String problem(String name) {
		return (isIdentifier(name) && name.length() <= 200) ? null
				: "'" + name + "' is not a valid event name: it must be a Java identifier of at most 200 characters";
	}

	static boolean isIdentifier(String name) {
		return !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0))
				&& name.chars().skip(1).allMatch(Character::isJavaIdentifierPart);
	}

}
