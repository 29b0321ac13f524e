package io.eventsourcing.autoconfigure.projection.beans;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the beans of a context that are annotated with {@link Projection}, without
 * creating any.
 */
@Internal
public final class ProjectionBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanClasses classes;

	public ProjectionBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.classes = new BeanClasses(beanFactory);
	}

	/** Returns the names of the projections, in the order in which they are defined. */
	public List<String> names() {
		return annotated().stream().map(ProjectionBean::name).distinct().toList();
	}

	/** Returns the names of the projections that follow logs of other applications. */
	public Set<String> foreignNames() {
		return annotated().stream()
			.filter((bean) -> bean.follows() != null)
			.map(ProjectionBean::name)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the projections, in the order in which they are defined.
	 * @throws ProjectionDefinitionException if one of them cannot be run
	 */
	public List<ProjectionBean> find() {
		List<ProjectionBean> beans = annotated();
		beans.forEach(this::requireSingleton);
		beans.forEach(ProjectionBeans::requireName);
		Map<List<Object>, ProjectionBean> byKey = new LinkedHashMap<>();
		for (ProjectionBean bean : beans) {
			int version = bean.annotation().version();
			ProjectionBean other = byKey.putIfAbsent(List.of(bean.name(), version), bean);
			if (other != null) {
				throw new ProjectionDefinitionException(
						"The beans %s and %s are both version %d of the projection '%s'.".formatted(other, bean,
								version, bean.name()),
						"Give one of them another name or version in @Projection: the position is stored under both.");
			}
		}
		return List.copyOf(byKey.values());
	}

	private void requireSingleton(ProjectionBean bean) {
		if (!this.beanFactory.isSingleton(bean.beanName())) {
			throw new ProjectionDefinitionException(
					"The projection %s has the scope '%s'.".formatted(bean,
							this.beanFactory.getMergedBeanDefinition(bean.beanName()).getScope()),
					"Remove the scope: a projection is a single object, whose methods are called by the threads of the library.");
		}
	}

	private static void requireName(ProjectionBean bean) {
		if (bean.name().isBlank()) {
			throw new ProjectionDefinitionException("The name of the projection %s is blank.".formatted(bean),
					"Set the name in the annotation, for example @Projection(\"trick-popularity\"): the position is stored under the name.");
		}
	}

	private List<ProjectionBean> annotated() {
		List<ProjectionBean> found = new ArrayList<>();
		for (String beanName : this.classes.beanNames()) {
			Projection annotation = this.classes.annotation(beanName, Projection.class);
			if (annotation != null) {
				Follows follows = this.classes.annotation(beanName, Follows.class);
				found.add(new ProjectionBean(annotation, beanName, type(beanName),
						(follows != null) ? follows.value() : null));
			}
		}
		return found;
	}

	private String type(String beanName) {
		Class<?> type = this.classes.of(beanName);
		return (type != null) ? type.getName() : "of an unknown class";
	}

}
