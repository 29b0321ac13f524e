package io.eventsourcing.test.autoconfigure;

import java.util.Set;

import io.eventsourcing.application.Application;
import io.eventsourcing.persistence.jackson.EventJsonCustomizer;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.eventsourcing.upcasting.Upcaster;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Lets the components into the slice that take part in storing and handling events.
 * Projections are let in by a file of their own module.
 */
final class EventSourcingTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<EventSourcingTest> {

	private static final Set<Class<?>> KNOWN_INCLUDES = Set.of(Application.class, EventJsonCustomizer.class,
			MetadataSource.class, Upcaster.class);

	EventSourcingTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return KNOWN_INCLUDES;
	}

}
