package io.eventsourcing.autoconfigure.projection.web;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.eventsourcing.autoconfigure.projection.beans.ProjectionBeans;
import io.eventsourcing.autoconfigure.web.EventSourcingWebProperties;
import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.projection.AwaitProjection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.Projections;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Checks at start-up that {@link AwaitProjection @AwaitProjection} is effective, and
 * names projections that exist.
 */
final class AwaitProjectionCheck implements SmartInitializingSingleton {

	private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

	private final ProjectionBeans beans;

	private final Projections projections;

	private final boolean enabled;

	/**
	 * @param enabled whether requests can have a position
	 */
	AwaitProjectionCheck(ObjectProvider<RequestMappingInfoHandlerMapping> mappings, ProjectionBeans beans,
			Projections projections, boolean enabled) {
		this.mappings = mappings;
		this.beans = beans;
		this.projections = projections;
		this.enabled = enabled;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<String> known = new TreeSet<>(this.beans.names());
		for (HandlerMethod handler : handlers()) {
			AwaitProjection annotation = AwaitProjectionInterceptor.annotation(handler);
			if (annotation != null) {
				check(handler, annotation, known);
			}
		}
	}

	private Collection<HandlerMethod> handlers() {
		return this.mappings.stream().flatMap((mapping) -> mapping.getHandlerMethods().values().stream()).toList();
	}

	private void check(HandlerMethod handler, AwaitProjection annotation, Set<String> known) {
		if (!this.enabled) {
			throw new ProjectionDefinitionException(
					"%s is annotated with @AwaitProjection, but never waits, because no header contains a position."
						.formatted(describe(handler)),
					"Set the property '%s' to the name of the header, for example Event-Position, or remove the annotation."
						.formatted(EventSourcingWebProperties.POSITION_HEADER));
		}
		for (String name : annotation.value()) {
			if (this.beans.foreignNames().contains(name)) {
				throw new ProjectionDefinitionException(
						"%s waits for the projection '%s', which follows the log of another application."
							.formatted(describe(handler), name),
						"Remove the name from @AwaitProjection: requests contain positions in the log of this application.");
			}
			if (!known.contains(name)) {
				addStored(known);
			}
			if (!known.contains(name)) {
				throw new ProjectionDefinitionException(
						"%s waits for the projection '%s', which does not exist.".formatted(describe(handler), name),
						Suggestion.didYouMean(name, known)
								+ "The known projections are %s. A projection whose code is only in another process is known once that process has started it."
									.formatted(known));
			}
		}
	}

	/** Adds the projections whose positions are stored: other processes may run them. */
	private void addStored(Set<String> known) {
		Stream<String> stored = this.projections.states().stream().map(ProjectionState::name);
		stored.forEach(known::add);
	}

	private static String describe(HandlerMethod handler) {
		return "The method %s.%s".formatted(ClassUtils.getShortName(handler.getBeanType()),
				handler.getMethod().getName());
	}

}
