package io.eventsourcing.projection.binding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandlingException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method of a bean for events of one type. Thread-safe if the bean is.
 *
 * @param bean the bean
 * @param method the method that can be called on the bean
 * @param description the name of the method, for messages
 * @param arguments the sources of its arguments
 * @param listArgument the kind of list that it takes instead, or null
 */
record EventInvocation(Object bean, Method method, String description, List<Argument> arguments,
		@Nullable ListArgument listArgument) {

	/** Returns whether one call handles several events. */
	boolean takesList() {
		return this.listArgument != null;
	}

	/** Returns whether both call the same method. */
	boolean hasMethodOf(EventInvocation other) {
		return this.method.equals(other.method);
	}

	/** Calls the method once with all of the events. */
	void callWithAll(List<Recording> recordings) {
		if (this.listArgument != null) {
			call(recordings.get(0), this.listArgument.of(recordings));
		}
	}

	/** Calls the method with one event. */
	void call(Recording recording) {
		@Nullable Object[] values = new @Nullable Object[this.arguments.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.arguments.get(i).of(recording);
		}
		call(recording, values);
	}

	private void call(Recording recording, @Nullable Object... values) {
		try {
			this.method.invoke(this.bean, values);
		}
		catch (InvocationTargetException ex) {
			Throwable thrown = ex.getTargetException();
			if (thrown instanceof Error error) {
				throw error;
			}
			throw new EventHandlingException(this.description, recording, thrown);
		}
		catch (IllegalAccessException | IllegalArgumentException ex) {
			throw new EventHandlingException(this.description, recording, ex);
		}
	}

}
