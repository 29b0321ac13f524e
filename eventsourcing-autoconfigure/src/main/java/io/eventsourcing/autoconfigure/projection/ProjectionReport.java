package io.eventsourcing.autoconfigure.projection;

import java.util.List;
import java.util.stream.Stream;

import io.eventsourcing.autoconfigure.diagnostics.StartUpDetail;
import io.eventsourcing.autoconfigure.projection.beans.ProcessBeans;
import io.eventsourcing.autoconfigure.projection.beans.ProjectionBeans;
import org.jspecify.annotations.Nullable;

/**
 * Names the projections and process applications in the line that is logged at start-up.
 */
final class ProjectionReport implements StartUpDetail {

	private static final int MAX_NAMES = 20;

	private final ProjectionBeans beans;

	private final ProcessBeans processes;

	private final boolean enabled;

	ProjectionReport(ProjectionBeans beans, ProcessBeans processes, boolean enabled) {
		this.beans = beans;
		this.processes = processes;
		this.enabled = enabled;
	}

	@Override
	public @Nullable String text() {
		List<String> texts = Stream
			.of(text("projection", this.beans.names()), text("process application", this.processes.classNames()))
			.filter((text) -> !text.isEmpty())
			.toList();
		return texts.isEmpty() ? null : String.join("; ", texts);
	}

	private String text(String kind, List<String> names) {
		if (names.isEmpty()) {
			return "";
		}
		int count = names.size();
		String shown = String.join(", ", names.stream().sorted().limit(MAX_NAMES).toList());
		return "%d %s%s: %s%s".formatted(count, (count == 1) ? kind : kind + 's',
				this.enabled ? "" : ", not run by this process", shown, (count > MAX_NAMES) ? ", ..." : "");
	}

}
