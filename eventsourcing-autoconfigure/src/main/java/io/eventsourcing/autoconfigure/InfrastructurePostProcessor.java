package io.eventsourcing.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.InfrastructureAware;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Hands applications their infrastructure. Has priority, so that no ordinary bean is made
 * too early for it, and comes before what calls methods with {@code @PostConstruct}.
 */
final class InfrastructurePostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final ObjectProvider<Infrastructure> infrastructure;

	private final Map<String, String> beansByApplication = new ConcurrentHashMap<>();

	InfrastructurePostProcessor(ObjectProvider<Infrastructure> infrastructure) {
		this.infrastructure = infrastructure;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof Application application) {
			requireUniqueName(application, beanName);
		}
		if (bean instanceof InfrastructureAware aware) {
			aware.setInfrastructure(this.infrastructure.getObject());
		}
		return bean;
	}

	private void requireUniqueName(Application application, String beanName) {
		String other = this.beansByApplication.putIfAbsent(application.name(), beanName);
		if (other != null && !other.equals(beanName)) {
			throw new EventSourcingSetupException(
					"The beans '%s' and '%s' are both applications named '%s'".formatted(other, beanName,
							application.name()),
					"Remove one of the beans, or override name() in one of the classes.", null);
		}
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
