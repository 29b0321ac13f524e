package io.eventsourcing.autoconfigure.projection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;

import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.domain.Suggestion;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Warns of settings of projections that this application does not contain. Start-up does
 * not fail: processes can share their properties, and a profile or a slice of a test can
 * leave out a projection.
 */
final class ProjectionSettingsCheck implements SmartInitializingSingleton {

	private static final Logger LOGGER = System.getLogger(ProjectionSettingsCheck.class.getName());

	private final EventSourcingProjectionProperties properties;

	private final RunnableProjections projections;

	ProjectionSettingsCheck(EventSourcingProjectionProperties properties, RunnableProjections projections) {
		this.properties = properties;
		this.projections = projections;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<String> names = this.properties.byName().keySet();
		if (!names.isEmpty()) {
			Set<String> known = this.projections.kinds().keySet();
			new TreeSet<>(names).stream().filter((name) -> !known.contains(name)).forEach((name) -> warn(name, known));
		}
	}

	private static void warn(String name, Set<String> known) {
		LOGGER.log(Level.WARNING,
				"The properties 'eventsourcing.projections.by-name.%s' have no effect: this application contains no projection or process application '%s'. %s%s"
					.formatted(name, name, Suggestion.didYouMean(name, known),
							known.isEmpty() ? "It contains none at all." : "It contains " + known + "."));
	}

}
