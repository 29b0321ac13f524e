package io.eventsourcing.autoconfigure.projection.beans;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Finds the beans of a context that are process applications. */
@Internal
public final class ProcessBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	public ProcessBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/** Returns whether there are process applications, without creating any. */
	public boolean exist() {
		return beanNames().length > 0;
	}

	/** Returns the names of their classes, without creating any. */
	public List<String> classNames() {
		return Arrays.stream(beanNames())
			.map((name) -> this.beanFactory.getType(name, false))
			.filter(Objects::nonNull)
			.map((type) -> ClassUtils.getUserClass(type).getSimpleName())
			.toList();
	}

	/**
	 * Returns the process applications, in the order in which they are defined. A mock of
	 * one has no name and is ignored.
	 * @throws ProjectionDefinitionException if one of them cannot be run
	 */
	public List<ProcessApplication> find() {
		return Arrays.stream(beanNames()).map(this::get).filter((bean) -> bean.name() != null).toList();
	}

	private String[] beanNames() {
		return this.beanFactory.getBeanNamesForType(ProcessApplication.class, true, false);
	}

	private ProcessApplication get(String beanName) {
		if (!this.beanFactory.isSingleton(beanName)) {
			throw new ProjectionDefinitionException(
					"The process application '%s' has the scope '%s'.".formatted(beanName,
							this.beanFactory.getMergedBeanDefinition(beanName).getScope()),
					"Remove the scope: a process application is a single object, whose methods are called by the threads of the library.");
		}
		if (this.beanFactory.findAnnotationOnBean(beanName, Projection.class, false) != null) {
			throw new ProjectionDefinitionException(
					"The process application '%s' is annotated with @Projection.".formatted(beanName),
					"Remove the annotation, or do not extend ProcessApplication: a projection writes a read model, a process application saves events.");
		}
		return this.beanFactory.getBean(beanName, ProcessApplication.class);
	}

}
