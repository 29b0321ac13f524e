package io.eventsourcing.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.LoadTimeEnhancement;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds the aggregate classes of an application.
 */
final class AggregateScanner {

	private final ApplicationContext context;

	private final ApplicationStartup startup;

	AggregateScanner(ApplicationContext context, ApplicationStartup startup) {
		this.context = context;
		this.startup = startup;
	}

	/**
	 * Finds the aggregates in the given packages or, if none are given, in those of the
	 * application.
	 */
	ScannedAggregates scan(List<String> basePackages) {
		StartupStep step = this.startup.start("eventsourcing.aggregates.scan");
		try {
			ScannedAggregates found = find(basePackages);
			step.tag("packages", String.join(",", found.packages()))
				.tag("aggregates", Integer.toString(found.types().size()));
			return found;
		}
		finally {
			step.end();
		}
	}

	private ScannedAggregates find(List<String> basePackages) {
		enhanceAfterRestart();
		ClassPathScanningCandidateComponentProvider provider = new ClassPathScanningCandidateComponentProvider(false,
				this.context.getEnvironment());
		provider.setResourceLoader(this.context);
		provider.addIncludeFilter(new AssignableTypeFilter(Aggregate.class));
		List<String> packages = basePackages.isEmpty() ? packagesOfTheApplication() : basePackages;
		Set<Class<? extends Aggregate>> types = new LinkedHashSet<>();
		for (String basePackage : packages) {
			for (BeanDefinition candidate : provider.findCandidateComponents(basePackage)) {
				types.add(load(candidate));
			}
		}
		return new ScannedAggregates(packages, types);
	}

	/**
	 * Enhances aggregates again after a restart by DevTools, which loads the application
	 * in a new class loader, with classes that an IDE has just compiled, while the
	 * library stays loaded.
	 */
	private void enhanceAfterRestart() {
		ClassLoader classLoader = this.context.getClassLoader();
		if (classLoader != null && classLoader != Aggregate.class.getClassLoader()) {
			LoadTimeEnhancement.run(classLoader);
		}
	}

	private List<String> packagesOfTheApplication() {
		return AutoConfigurationPackages.has(this.context) ? AutoConfigurationPackages.get(this.context) : List.of();
	}

	private Class<? extends Aggregate> load(BeanDefinition candidate) {
		return ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()), this.context.getClassLoader())
			.asSubclass(Aggregate.class);
	}

}
