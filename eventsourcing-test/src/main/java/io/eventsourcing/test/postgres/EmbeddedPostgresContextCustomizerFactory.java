package io.eventsourcing.test.postgres;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Adds a PostgreSQL database to the contexts of tests that are annotated with
 * {@link AutoConfigureEmbeddedPostgres}.
 */
final class EmbeddedPostgresContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureEmbeddedPostgres.class)
				? new EmbeddedPostgresContextCustomizer() : null;
	}

}
