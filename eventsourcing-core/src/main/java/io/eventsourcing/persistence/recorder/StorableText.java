package io.eventsourcing.persistence.recorder;

import org.jspecify.annotations.Nullable;

/**
 * Rejects texts that PostgreSQL cannot store, because they contain NUL or a surrogate
 * without its other half. They are rejected by every store, so that a test with another
 * store also fails.
 */
final class StorableText {

	private StorableText() {
	}

	/**
	 * Rejects an event whose names or metadata contain such a character.
	 * @throws IllegalArgumentException if there is one; its message names the property
	 */
	static void require(StoredEvent event) {
		require(event, "originatorType", event.originatorType());
		require(event, "eventType", event.eventType());
		require(event, "metadata", event.metadata());
	}

	private static void require(StoredEvent event, String property, @Nullable String text) {
		int index = (text != null) ? indexOfUnstorable(text) : -1;
		if (text != null && index >= 0) {
			throw new IllegalArgumentException(
					"The %s of an event, version %d of the aggregate %s, cannot be stored: its character %d is %s; nothing was saved. Remove that character."
						.formatted(property, event.originatorVersion(), event.originatorId(), index + 1,
								describe(text.charAt(index))));
		}
	}

	/**
	 * Rejects a topic that contains such a character, because no event can have it.
	 * @throws IllegalArgumentException if there is one
	 */
	static void requireTopic(String topic) {
		int index = indexOfUnstorable(topic);
		if (index >= 0) {
			throw new IllegalArgumentException("No event can have this topic: its character %d is %s"
				.formatted(index + 1, describe(topic.charAt(index))));
		}
	}

	private static String describe(char unstorable) {
		return (unstorable == 0) ? "NUL" : "half a surrogate pair (U+%04X)".formatted((int) unstorable);
	}

	private static int indexOfUnstorable(String text) {
		for (int i = 0; i < text.length(); i++) {
			char each = text.charAt(i);
			if (each == 0) {
				return i;
			}
			if (Character.isSurrogate(each)) {
				if (!Character.isHighSurrogate(each) || i + 1 == text.length()
						|| !Character.isLowSurrogate(text.charAt(i + 1))) {
					return i;
				}
				i++;
			}
		}
		return -1;
	}

}
