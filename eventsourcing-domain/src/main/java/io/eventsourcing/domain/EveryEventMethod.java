package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * A method with {@link Apply} that is called after each event of an aggregate. If a
 * subclass overrides it, the overriding method is called instead.
 *
 * @param method the method
 * @param handle calls the method: {@code (Aggregate,DomainEvent)void}
 */
record EveryEventMethod(Method method, MethodHandle handle) {

	private static final MethodType TYPE = MethodType.methodType(void.class, Aggregate.class, DomainEvent.class);

	static EveryEventMethod of(Method method, MethodHandles.Lookup lookup) {
		try {
			return new EveryEventMethod(method, lookup.unreflect(method).asType(TYPE));
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns whether calls of this method reach that of a subclass. */
	boolean isOverriddenBy(EveryEventMethod other) {
		int modifiers = this.method.getModifiers();
		boolean visible = (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 || !Modifier.isPrivate(modifiers)
				&& this.method.getDeclaringClass().getPackage() == other.method.getDeclaringClass().getPackage();
		return visible && this.method.getName().equals(other.method.getName());
	}

	void call(Aggregate aggregate, DomainEvent event) {
		try {
			this.handle.invokeExact(aggregate, event);
		}
		catch (Throwable ex) {
			throw Handler.unchecked(ex);
		}
	}

}
