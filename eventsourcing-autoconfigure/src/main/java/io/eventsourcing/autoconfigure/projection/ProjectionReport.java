package io.eventsourcing.autoconfigure.projection;

import java.util.List;

import io.eventsourcing.autoconfigure.diagnostics.StartUpDetail;
import org.jspecify.annotations.Nullable;

/** Names the projections in the line that is logged at start-up. */
final class ProjectionReport implements StartUpDetail {

	private static final int MAX_NAMES = 20;

	private final ProjectionBeans beans;

	private final boolean enabled;

	ProjectionReport(ProjectionBeans beans, boolean enabled) {
		this.beans = beans;
		this.enabled = enabled;
	}

	@Override
	public @Nullable String text() {
		List<String> names = this.beans.names();
		if (names.isEmpty()) {
			return null;
		}
		int count = names.size();
		String shown = String.join(", ", names.stream().sorted().limit(MAX_NAMES).toList());
		return "%s%s: %s%s".formatted((count == 1) ? "1 projection" : count + " projections",
				this.enabled ? "" : ", not run by this process", shown, (count > MAX_NAMES) ? ", ..." : "");
	}

}
