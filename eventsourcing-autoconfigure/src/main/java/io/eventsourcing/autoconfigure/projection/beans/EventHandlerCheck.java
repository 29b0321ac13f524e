package io.eventsourcing.autoconfigure.projection.beans;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.binding.EventHandlers;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Rejects beans with {@link EventHandler @EventHandler} methods that nothing would call,
 * because the beans are neither projections nor process applications. Otherwise, a
 * forgotten {@link Projection @Projection} would only be noticed by a read model that
 * stays empty.
 */
@Internal
public final class EventHandlerCheck implements SmartInitializingSingleton {

	private static final Logger LOGGER = System.getLogger(EventHandlerCheck.class.getName());

	/** The classes of Spring, which are most of those of a context, have no handlers. */
	private static final String SPRING = "org.springframework.";

	private final BeanClasses classes;

	public EventHandlerCheck(ConfigurableListableBeanFactory beanFactory) {
		this.classes = new BeanClasses(beanFactory);
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String beanName : this.classes.beanNames()) {
			Class<?> type = this.classes.of(beanName);
			if (type != null && mayHaveHandlers(type) && hasHandlers(beanName, type)
					&& !ProcessApplication.class.isAssignableFrom(type)
					&& this.classes.annotation(beanName, Projection.class) == null) {
				throw forgotten(beanName, ClassUtils.getUserClass(type));
			}
		}
	}

	private static boolean mayHaveHandlers(Class<?> type) {
		return !type.getName().startsWith(SPRING) && AnnotationUtils.isCandidateClass(type, EventHandler.class);
	}

	/**
	 * A bean that has not been created yet may have methods whose types are not on the
	 * class path.
	 */
	private static boolean hasHandlers(String beanName, Class<?> type) {
		try {
			return EventHandlers.areDeclaredIn(ClassUtils.getUserClass(type));
		}
		catch (IllegalStateException | LinkageError ex) {
			LOGGER.log(Level.DEBUG, "The methods of the bean '%s' cannot be determined".formatted(beanName), ex);
			return false;
		}
	}

	private static ProjectionDefinitionException forgotten(String beanName, Class<?> type) {
		String name = ScopedProxyUtils.isScopedTarget(beanName) ? ScopedProxyUtils.getOriginalBeanName(beanName)
				: beanName;
		return new ProjectionDefinitionException(
				"The bean '%s' (%s) has methods that are annotated with @EventHandler, but nothing calls them, because the bean is neither a projection nor a process application."
					.formatted(name, type.getName()),
				"Annotate the class with @Projection, for example @Projection(\"trick-popularity\"), or let it extend ProcessApplication. If the methods are not meant to be called, remove @EventHandler.");
	}

}
