package io.eventsourcing.autoconfigure.aggregate;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Internal;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * Finds the aggregate classes of an application.
 */
@Internal
public final class AggregateScanner {

	private final ApplicationContext context;

	private final ApplicationStartup startup;

	public AggregateScanner(ApplicationContext context, ApplicationStartup startup) {
		this.context = context;
		this.startup = startup;
	}

	/**
	 * Finds the aggregates in the given packages or, if none are given, in those of the
	 * application.
	 */
	public AggregateTypes scan(List<String> basePackages) {
		StartupStep step = this.startup.start("eventsourcing.aggregates.scan");
		try {
			AggregateTypes found = find(basePackages);
			step.tag("packages", String.join(",", found.packages()))
				.tag("aggregates", Integer.toString(found.names().size()));
			return found;
		}
		finally {
			step.end();
		}
	}

	private AggregateTypes find(List<String> basePackages) {
		ClassPathScanningCandidateComponentProvider provider = new ClassPathScanningCandidateComponentProvider(false,
				this.context.getEnvironment());
		provider.setResourceLoader(this.context);
		provider.addIncludeFilter(new AssignableTypeFilter(Aggregate.class));
		List<String> packages = basePackages.isEmpty() ? packagesOfTheApplication() : basePackages;
		List<String> names = new ArrayList<>();
		for (String basePackage : packages) {
			for (BeanDefinition candidate : provider.findCandidateComponents(basePackage)) {
				String name = String.valueOf(candidate.getBeanClassName());
				if (!names.contains(name)) {
					names.add(name);
				}
			}
		}
		return AggregateTypes.found(names, packages);
	}

	private List<String> packagesOfTheApplication() {
		return AutoConfigurationPackages.has(this.context) ? AutoConfigurationPackages.get(this.context) : List.of();
	}

}
