package io.eventsourcing.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.application.Application;
import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.PriorityOrdered;

/**
 * Rejects two applications with the same name, and applications that were created before
 * Spring was ready to inject their event store, which would keep their events in memory.
 * <p>
 * A mock of an application has no name and is ignored.
 */
final class ApplicationCheck implements BeanPostProcessor, SmartInitializingSingleton, PriorityOrdered {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, String> beansByApplication = new ConcurrentHashMap<>();

	private final Set<String> processed = ConcurrentHashMap.newKeySet();

	ApplicationCheck(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof Application application && application.name() != null) {
			requireUniqueName(application.name(), beanName);
			this.processed.add(beanName);
		}
		return bean;
	}

	private void requireUniqueName(String name, String beanName) {
		String other = this.beansByApplication.putIfAbsent(name, beanName);
		if (other != null && !other.equals(beanName)) {
			throw new EventSourcingSetupException(
					"The beans '%s' and '%s' are both applications named '%s'".formatted(other, beanName, name),
					"Remove one of the beans, or override name() in one of the classes.", null);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String beanName : this.beanFactory.getBeanNamesForType(Application.class, false, false)) {
			if (this.beanFactory.containsBeanDefinition(beanName)
					&& this.beanFactory.getSingleton(beanName) instanceof Application application
					&& application.name() != null && !this.processed.contains(beanName)) {
				throw new EventSourcingSetupException(
						"The application '%s' was created before Spring could inject its event store"
							.formatted(beanName),
						"Inject an ObjectProvider of it into the BeanFactoryPostProcessor or BeanPostProcessor that depends on it.",
						null);
			}
		}
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
