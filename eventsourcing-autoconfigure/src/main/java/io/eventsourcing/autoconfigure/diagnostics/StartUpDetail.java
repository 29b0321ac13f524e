package io.eventsourcing.autoconfigure.diagnostics;

import io.eventsourcing.domain.Internal;
import org.jspecify.annotations.Nullable;

/** A part of the line that is logged at start-up. */
@FunctionalInterface
@Internal
public interface StartUpDetail {

	/**
	 * Returns a part of the line, such as {@code 1 projection: trick-popularity}, or null
	 * if there is nothing to report.
	 */
	@Nullable String text();

}
