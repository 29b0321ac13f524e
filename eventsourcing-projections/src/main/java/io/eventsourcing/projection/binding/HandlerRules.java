package io.eventsourcing.projection.binding;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;

import io.eventsourcing.projection.ProjectionDefinitionException;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.util.StringUtils;

/**
 * Rejects methods that would run outside the transaction that moves the position, or on
 * another object than the bean.
 */
final class HandlerRules {

	/** The kinds of propagation that leave the current transaction. */
	private static final Set<Integer> LEAVING = Set.of(TransactionDefinition.PROPAGATION_REQUIRES_NEW,
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED, TransactionDefinition.PROPAGATION_NEVER);

	private static final AnnotationTransactionAttributeSource TRANSACTIONS = new AnnotationTransactionAttributeSource(
			false);

	private HandlerRules() {
	}

	/**
	 * Checks the annotations of a method and of its class.
	 * @param type the class of the bean
	 * @param name a description of the method, for messages
	 */
	static void checkAnnotations(Method method, Class<?> type, String name) {
		if (AnnotatedElementUtils.hasAnnotation(method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(type, Async.class)) {
			throw new ProjectionDefinitionException(
					sentence(name, "is @Async, so that it would run outside the transaction that moves the position"),
					"Remove @Async from the method and from its class: projections are run by the threads of the library.");
		}
		TransactionAttribute transaction = TRANSACTIONS.getTransactionAttribute(method, type);
		if (transaction != null) {
			checkTransaction(transaction, name);
		}
	}

	private static void checkTransaction(TransactionAttribute transaction, String name) {
		if (StringUtils.hasText(transaction.getQualifier())) {
			throw new ProjectionDefinitionException(
					sentence(name,
							"is @Transactional with the transaction manager '" + transaction.getQualifier()
									+ "', but always runs in the transaction that moves the position, which is that of "
									+ "the event store's database"),
					"Remove @Transactional, and write to the database of the event store. A projection that writes to another database can handle an event twice.");
		}
		if (LEAVING.contains(transaction.getPropagationBehavior())) {
			throw new ProjectionDefinitionException(
					sentence(name,
							"is @Transactional with a propagation that leaves the transaction that moves "
									+ "the position, so that it could handle an event twice"),
					"Remove @Transactional: the method always runs in a transaction.");
		}
	}

	/**
	 * Returns the method that can be called on a bean, which may be a proxy. A proxy
	 * overrides neither final methods nor package-private methods of a class from another
	 * class loader. A call to such a method would not reach the bean, but run on the
	 * proxy, whose own fields are null.
	 */
	static Method invocable(Method method, Object bean, String name) {
		if (AopUtils.isCglibProxy(bean) && !isOverridden(method, bean.getClass())) {
			throw new ProjectionDefinitionException(
					sentence(name, "cannot be called, because its bean has a proxy that does not override it"),
					Modifier.isFinal(method.getModifiers()) ? "Remove 'final' from the method." : "Make it protected.");
		}
		try {
			return AopUtils.selectInvocableMethod(method, bean.getClass());
		}
		catch (IllegalStateException ex) {
			throw new ProjectionDefinitionException(
					sentence(name, "cannot be called, because its bean has a proxy that only implements interfaces"),
					"Let the proxy extend the class (proxyTargetClass=true), or declare the method in an interface.");
		}
	}

	private static String sentence(String name, String predicate) {
		return StringUtils.capitalize(name) + ' ' + predicate + '.';
	}

	private static boolean isOverridden(Method method, Class<?> proxy) {
		int modifiers = method.getModifiers();
		if (Modifier.isFinal(modifiers)) {
			return false;
		}
		Class<?> declaring = method.getDeclaringClass();
		return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)
				|| (declaring.getClassLoader() == proxy.getClassLoader()
						&& declaring.getPackageName().equals(proxy.getPackageName()));
	}

}
