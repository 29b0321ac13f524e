package io.eventsourcing.autoconfigure;

import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.LoadTimeEnhancement;
import io.eventsourcing.persistence.Topics;
import io.eventsourcing.persistence.Transcoder;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds the aggregate classes of an application and checks them, so that what is wrong
 * with one shows at start-up, and stored events are readable from the beginning.
 */
final class AggregateScanner {

	private final ApplicationContext context;

	private final Transcoder transcoder;

	AggregateScanner(ApplicationContext context, Transcoder transcoder) {
		this.context = context;
		this.transcoder = transcoder;
	}

	/**
	 * Registers what is in the packages: if there are none, in those of the application.
	 */
	Topics scan(List<String> basePackages) {
		enhanceAfterRestart();
		ClassPathScanningCandidateComponentProvider provider = new ClassPathScanningCandidateComponentProvider(false,
				this.context.getEnvironment());
		provider.setResourceLoader(this.context);
		provider.addIncludeFilter(new AssignableTypeFilter(Aggregate.class));
		Topics topics = new Topics();
		for (String basePackage : basePackages.isEmpty() ? packagesOfTheApplication() : basePackages) {
			for (BeanDefinition candidate : provider.findCandidateComponents(basePackage)) {
				Class<? extends Aggregate> type = load(candidate);
				topics.register(type);
				this.transcoder.validate(type);
			}
		}
		return topics;
	}

	/**
	 * DevTools restarts the application in a new class loader, with classes that an IDE
	 * has compiled anew, while the library stays loaded.
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
