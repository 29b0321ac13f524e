package io.eventsourcing.autoconfigure.projection.beans;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The classes of the beans of a context, and their annotations. No bean is created to
 * determine them.
 */
final class BeanClasses {

	private final ConfigurableListableBeanFactory beanFactory;

	BeanClasses(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Returns the names of the beans, in the order in which they are defined, without
	 * abstract bean definitions.
	 */
	List<String> beanNames() {
		List<String> names = new ArrayList<>();
		Iterator<String> iterator = this.beanFactory.getBeanNamesIterator();
		while (iterator.hasNext()) {
			String name = iterator.next();
			if (!isAbstract(name)) {
				names.add(name);
			}
		}
		return names;
	}

	private boolean isAbstract(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getMergedBeanDefinition(beanName).isAbstract();
	}

	/**
	 * Returns the annotation of a bean, or null. The class of a proxy that only
	 * implements interfaces does not have the annotation, so the class of the object
	 * behind the proxy is examined as well.
	 */
	<A extends Annotation> @Nullable A annotation(String beanName, Class<A> type) {
		A annotation = this.beanFactory.findAnnotationOnBean(beanName, type, false);
		Class<?> target = (annotation == null) ? target(beanName) : null;
		return (target != null) ? AnnotatedElementUtils.findMergedAnnotation(target, type) : annotation;
	}

	/**
	 * Returns the class of a bean or, if the bean is a proxy that only implements
	 * interfaces, that of the object behind it; null if the class is not known.
	 */
	@Nullable Class<?> of(String beanName) {
		Class<?> target = target(beanName);
		return (target != null) ? target : this.beanFactory.getType(beanName, false);
	}

	private @Nullable Class<?> target(String beanName) {
		Object bean = this.beanFactory.containsSingleton(beanName) ? this.beanFactory.getSingleton(beanName) : null;
		return AopUtils.isJdkDynamicProxy(bean) ? AopProxyUtils.ultimateTargetClass(bean) : null;
	}

}
