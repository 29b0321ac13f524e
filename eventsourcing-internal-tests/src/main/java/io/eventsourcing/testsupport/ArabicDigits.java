package io.eventsourcing.testsupport;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Runs tests where the default locale writes numbers with other digits than 0 to 9. */
public final class ArabicDigits {

	private ArabicDigits() {
	}

	/** Calls the task while {@code %d} writes Arabic digits in the whole JVM. */
	public static <T> T call(Callable<T> task) throws Exception {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
		try {
			return task.call();
		}
		finally {
			Locale.setDefault(before);
		}
	}

}
