package io.eventsourcing.projection.binding;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandlingException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method of a bean for events of one type. Thread-safe if the bean is
 * thread-safe.
 * <p>
 * The method and the sources of its arguments are composed into one method handle when
 * the bean is bound. A call takes about a third of the time of a reflective call and
 * needs no array of arguments.
 */
final class EventInvocation {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private final Method method;

	private final String description;

	/** Takes a recording, or a list if the method takes one. */
	private final MethodHandle handle;

	private final @Nullable ListArgument listArgument;

	private EventInvocation(Method method, String description, MethodHandle handle,
			@Nullable ListArgument listArgument) {
		this.method = method;
		this.description = description;
		this.handle = handle;
		this.listArgument = listArgument;
	}

	/**
	 * Returns the call that passes one event.
	 * @param bean the bean
	 * @param method the method that can be called on the bean
	 * @param description the name of the method, for messages
	 * @param arguments the sources of its arguments
	 */
	static EventInvocation ofOne(Object bean, Method method, String description, List<Argument> arguments) {
		return new EventInvocation(method, description, compose(handle(bean, method), arguments), null);
	}

	/**
	 * Returns the call that passes several events at once.
	 * @param bean the bean
	 * @param method the method that can be called on the bean
	 * @param description the name of the method, for messages
	 * @param argument the kind of list that the method takes
	 */
	static EventInvocation ofList(Object bean, Method method, String description, ListArgument argument) {
		return new EventInvocation(method, description, handle(bean, method), argument);
	}

	private static MethodHandle handle(Object bean, Method method) {
		try {
			MethodHandle handle = LOOKUP.unreflect(method).bindTo(bean);
			return handle.asType(handle.type().changeReturnType(void.class));
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(method + " has not been made accessible", ex);
		}
	}

	/**
	 * Composes the method with the sources of its arguments into a handle that takes a
	 * recording.
	 */
	private static MethodHandle compose(MethodHandle handle, List<Argument> arguments) {
		MethodHandle[] sources = new MethodHandle[arguments.size()];
		for (int i = 0; i < sources.length; i++) {
			sources[i] = arguments.get(i).handle(handle.type().parameterType(i));
		}
		return MethodHandles.permuteArguments(MethodHandles.filterArguments(handle, 0, sources),
				MethodType.methodType(void.class, Recording.class), new int[sources.length]);
	}

	/** Returns whether one call handles several events. */
	boolean takesList() {
		return this.listArgument != null;
	}

	/** Returns whether both invocations call the same method. */
	boolean hasMethodOf(EventInvocation other) {
		return this.method.equals(other.method);
	}

	/** Calls the method once with all of the events. */
	void callWithAll(List<Recording> recordings) {
		if (this.listArgument != null) {
			try {
				this.handle.invokeExact((List<?>) this.listArgument.of(recordings));
			}
			catch (Throwable ex) {
				throw failure(recordings.get(0), ex);
			}
		}
	}

	/** Calls the method with one event. */
	void call(Recording recording) {
		try {
			this.handle.invokeExact(recording);
		}
		catch (Throwable ex) {
			throw failure(recording, ex);
		}
	}

	private EventHandlingException failure(Recording recording, Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return new EventHandlingException(this.description, recording, thrown);
	}

}
