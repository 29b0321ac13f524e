package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * The rules that the enhancer applies when it sees a class file, and this package when it
 * sees the class. Not for use by applications.
 */
public final class EnhancerRules {

	private EnhancerRules() {
	}

	/** The name of the event of a member whose decoration does not name it. */
	public static String eventName(String memberName, boolean constructor) {
		return EventNames.of(memberName, constructor);
	}

	/** What is wrong with the name of an event, null if it is good. */
	public static @Nullable String problem(String eventName) {
		return EventNames.problem(eventName);
	}

	/** Whether arguments of a type that is declared as this class are copied. */
	public static boolean isCopied(String className) {
		return CollectionCopier.exists(className);
	}

}
