package io.eventsourcing.test.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.util.ClassUtils;

/**
 * Adds a {@link ResettableStoreContextCustomizer} to the contexts of all tests, whether
 * or not they are annotated with {@link ResetEventStore}, so that tests with and without
 * the annotation share a context.
 */
final class ResettableStoreContextCustomizerFactory implements ContextCustomizerFactory {

	private static final boolean STORE_PRESENT = isPresent(
			"io.eventsourcing.autoconfigure.JdbcRecorderBuilderCustomizer")
			&& isPresent("io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder");

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ResettableStoreContextCustomizerFactory.class.getClassLoader());
	}

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return STORE_PRESENT ? new ResettableStoreContextCustomizer() : null;
	}

}
