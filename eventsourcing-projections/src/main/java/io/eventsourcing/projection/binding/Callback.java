package io.eventsourcing.projection.binding;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.Set;

import io.eventsourcing.projection.ProjectionDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/** A method without parameters that is called when something happens to a projection. */
final class Callback {

	private Callback() {
	}

	/**
	 * Finds the method of a bean that has the annotation.
	 * @return a call of the method, or null if there is none
	 * @throws ProjectionDefinitionException if there are two such methods, or if the
	 * method cannot be called
	 */
	static @Nullable Runnable find(Object bean, Class<? extends Annotation> annotation) {
		Class<?> type = AopUtils.getTargetClass(bean);
		Set<Method> methods = MethodIntrospector.selectMethods(type,
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, annotation));
		if (methods.isEmpty()) {
			return null;
		}
		Iterator<Method> found = methods.iterator();
		Method method = found.next();
		String name = describe(method);
		if (found.hasNext()) {
			throw new ProjectionDefinitionException("Two methods are annotated with @%s: %s and %s."
				.formatted(annotation.getSimpleName(), name, describe(found.next())), "Remove one of the annotations.");
		}
		if (method.getParameterCount() > 0) {
			throw new ProjectionDefinitionException("%s is annotated with @%s, but has parameters."
				.formatted(StringUtils.capitalize(name), annotation.getSimpleName()), "Remove the parameters.");
		}
		if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
			throw new ProjectionDefinitionException(
					StringUtils.capitalize(name) + " is private or static, so that it cannot be called.",
					"Remove the modifier.");
		}
		HandlerRules.checkAnnotations(method, type, name);
		Method invocable = HandlerRules.invocable(method, bean, name);
		ReflectionUtils.makeAccessible(invocable);
		return () -> ReflectionUtils.invokeMethod(invocable, bean);
	}

	private static String describe(Method method) {
		return "the method %s.%s()".formatted(ClassUtils.getShortName(method.getDeclaringClass()), method.getName());
	}

}
