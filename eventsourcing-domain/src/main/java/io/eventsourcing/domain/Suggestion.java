package io.eventsourcing.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the existing name that a misspelled or outdated name was probably meant to be.
 * For use by this library only.
 */
@Internal
public final class Suggestion {

	private Suggestion() {
	}

	/** Returns a question that contains the most similar name, or an empty string. */
	public static String didYouMean(String name, Collection<String> existing) {
		return nearest(name, existing).map((each) -> "Did you mean '" + each + "'? ").orElse("");
	}

	/**
	 * Returns the most similar name, unless none is similar. A topic whose aggregate was
	 * left out, such as {@code TrickAdded}, is most similar to the complete topic.
	 */
	public static Optional<String> nearest(String name, Collection<String> existing) {
		String event = "." + name;
		return existing.stream()
			.filter((each) -> each.endsWith(event))
			.sorted()
			.findFirst()
			.or(() -> similar(name, existing));
	}

	private static Optional<String> similar(String name, Collection<String> existing) {
		return existing.stream()
			.min(Comparator.<String>comparingInt((each) -> distance(name, each)).thenComparing(each -> each))
			.filter((each) -> distance(name, each) <= Math.max(2, name.length() / 3));
	}

	/** Returns the number of letters to insert, delete or replace, regardless of case. */
	private static int distance(String first, String second) {
		String a = first.toLowerCase(Locale.ROOT);
		String b = second.toLowerCase(Locale.ROOT);
		int[] previous = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int replaced = previous[j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[b.length()];
	}

}
