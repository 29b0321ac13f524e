package io.eventsourcing.test.autoconfigure;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Lets a context of Spring's test framework, and no other context, reset its event store.
 * It is not an auto-configuration, which slices such as {@code @JdbcTest} would leave
 * out, and which would also apply to an application that is started with the class path
 * of its tests.
 */
record ResettableStoreContextCustomizer() implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		if (AotDetector.useGeneratedArtifacts()) {
			// The generated context contains the definition
			return;
		}
		((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("eventSourcingResettableStore",
				new RootBeanDefinition(ResettableStore.class));
	}

}
