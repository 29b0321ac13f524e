package io.eventsourcing.persistence.jdbc;

import java.util.concurrent.ThreadFactory;

/** Virtual threads on a JDK that has them; they are not there when this is compiled. */
public final class VirtualThreads {

	private VirtualThreads() {
	}

	/** Returns a factory of virtual threads, or of platform threads before JDK 21. */
	public static ThreadFactory ifPossible() {
		if (Runtime.version().feature() < 21) {
			return Thread::new;
		}
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Starts a virtual thread, or a daemon thread before JDK 21. */
	public static Thread startIfPossible(String name, Runnable task) {
		Thread thread = ifPossible().newThread(task);
		thread.setName(name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
