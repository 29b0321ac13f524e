package io.eventsourcing.domain;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;

import org.jspecify.annotations.Nullable;

/**
 * What events are called.
 */
final class EventNames {

	private EventNames() {
	}

	static String of(Executable member, Event decoration) {
		if (!decoration.value().isEmpty()) {
			return decoration.value();
		}
		if (decoration.type() != Record.class) {
			return decoration.type().getSimpleName();
		}
		return of(member.getName(), member instanceof Constructor);
	}

	static String of(String memberName, boolean constructor) {
		return constructor ? "Created" : Character.toUpperCase(memberName.charAt(0)) + memberName.substring(1);
	}

	static String of(Class<?> recordType, Apply decoration) {
		return decoration.value().isEmpty() ? recordType.getSimpleName() : decoration.value();
	}

	/** What is wrong with a name, null if it is good. */
	static @Nullable String problem(String name) {
		boolean good = name.length() <= 200 && !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0))
				&& name.chars().skip(1).allMatch(Character::isJavaIdentifierPart);
		return good ? null
				: "'" + name + "' is no name for an event: it must be a Java identifier of at most 200 characters";
	}

}
