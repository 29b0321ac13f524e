package io.eventsourcing.test.autoconfigure;

import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Makes each save in the slice check that its aggregates can be rebuilt from their
 * events. Properties of the application and of the test take precedence.
 */
record VerifyReplayContextCustomizer() implements ContextCustomizer {

	private static final String NAME = "eventSourcingTest";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource(NAME, Map.of("eventsourcing.verify-replay", "true")));
	}

}
