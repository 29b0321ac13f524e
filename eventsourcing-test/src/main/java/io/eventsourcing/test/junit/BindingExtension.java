package io.eventsourcing.test.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

import io.eventsourcing.domain.Replacement;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * Binds something to the thread in which the code of a test runs, for as long as it runs:
 * with a timeout, for example, that is not the thread in which JUnit calls the callbacks
 * of other extensions.
 */
abstract class BindingExtension<T> implements InvocationInterceptor {

	/** Creates what is bound, for a test or, between the tests, for a class. */
	abstract T create(ExtensionContext scope);

	abstract Replacement bind(T value);

	/** Returns what is bound for a test, which is created for its first invocation. */
	@SuppressWarnings("unchecked")
	T value(ExtensionContext context) {
		ExtensionContext scope = scope(context);
		return (T) scope.getStore(ExtensionContext.Namespace.create(getClass()))
			.computeIfAbsent(scope.getUniqueId(), (id) -> create(scope));
	}

	/** Dynamic tests share the scope of the method that has created them. */
	private static ExtensionContext scope(ExtensionContext context) {
		ExtensionContext scope = context;
		while (scope.getTestClass().isEmpty() && scope.getParent().isPresent()) {
			scope = scope.getParent().get();
		}
		return scope;
	}

	private <R extends @Nullable Object> R bound(Invocation<R> invocation, ExtensionContext context) throws Throwable {
		try (Replacement replacement = bind(value(context))) {
			return invocation.proceed();
		}
	}

	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public <R> R interceptTestClassConstructor(Invocation<R> invocation,
			ReflectiveInvocationContext<Constructor<R>> constructor, ExtensionContext context) throws Throwable {
		return bound(invocation, context);
	}

	@Override
	public void interceptBeforeAllMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		bound(invocation, context);
	}

	@Override
	public void interceptBeforeEachMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		bound(invocation, context);
	}

	@Override
	public void interceptTestMethod(Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method,
			ExtensionContext context) throws Throwable {
		bound(invocation, context);
	}

	@Override
	public <R extends @Nullable Object> R interceptTestFactoryMethod(Invocation<R> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		return bound(invocation, context);
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		bound(invocation, context);
	}

	@Override
	public void interceptDynamicTest(Invocation<@Nullable Void> invocation, DynamicTestInvocationContext test,
			ExtensionContext context) throws Throwable {
		bound(invocation, context);
	}

	@Override
	public void interceptAfterEachMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		bound(invocation, context);
	}

	@Override
	public void interceptAfterAllMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		bound(invocation, context);
	}

}
