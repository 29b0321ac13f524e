package io.eventsourcing.persistence.jdbc.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/** Virtual threads on a JDK that has them; the JDK 17 API does not contain them. */
final class VirtualThreads {

	private static final @Nullable Method START = find();

	private VirtualThreads() {
	}

	private static @Nullable Method find() {
		try {
			return Thread.class.getMethod("startVirtualThread", Runnable.class);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	/** Starts a virtual thread, or a platform thread before JDK 21. */
	static Thread startIfPossible(String name, Runnable task) {
		if (START == null) {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			thread.start();
			return thread;
		}
		try {
			Thread thread = (Thread) START.invoke(null, task);
			thread.setName(name);
			return thread;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
