package io.eventsourcing.autoconfigure.diagnostics;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/**
 * Explains that component scanning has found a projection with the name of another one,
 * or of another bean. Spring's own message only says that the beans are incompatible.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class DuplicateProjectionFailureAnalyzer implements FailureAnalyzer {

	private static final String PROJECTION = "io.eventsourcing.projection.Projection";

	/** The message of a private exception class of Spring. */
	private static final Pattern CONFLICT = Pattern
		.compile("bean name '(.+)' for bean class \\[(.+)\\] conflicts with existing, non-compatible bean definition "
				+ "of same name and class \\[(.+)\\]");

	private final SimpleMetadataReaderFactory classes = new SimpleMetadataReaderFactory();

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			Matcher conflict = CONFLICT.matcher(String.valueOf(cause.getMessage()));
			if (conflict.find() && (isProjection(conflict.group(2)) || isProjection(conflict.group(3)))) {
				return new FailureAnalysis(
						"The beans of the classes %s and %s have the same name '%s', because the name of a projection is also that of its bean."
							.formatted(conflict.group(3), conflict.group(2), conflict.group(1)),
						"Give one of them another name. The name of a projection is set in @Projection, and its position is stored under this name. If both are versions of the same projection, write @Projection(name = \"%s\", version = 2) for the higher one."
							.formatted(conflict.group(1)),
						cause);
			}
		}
		return null;
	}

	private boolean isProjection(String className) {
		try {
			return this.classes.getMetadataReader(className).getAnnotationMetadata().hasAnnotation(PROJECTION);
		}
		catch (IOException ex) {
			// Unlikely, because Spring has just read the class; Spring's message is then
			// reported
			return false;
		}
	}

}
