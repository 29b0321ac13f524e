package io.eventsourcing.persistence.jdbc.append;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Leads on behalf of callers in virtual threads, in a platform thread that exists while
 * it is needed.
 * <p>
 * Interrupting a virtual thread closes the socket that it is using. If virtual threads
 * wrote the events of other callers, interrupting one of them would leave the outcome of
 * all these saves unknown.
 */
final class PlatformLeader {

	private static final Logger LOGGER = System.getLogger(PlatformLeader.class.getName());

	private static final int KEEP_ALIVE_SECONDS = 10;

	private static final @Nullable MethodHandle IS_VIRTUAL = findIsVirtual();

	private final Consumer<QueuedAppend> lead;

	private final ThreadPoolExecutor thread;

	/**
	 * @param lead leads on behalf of the caller of an append
	 */
	PlatformLeader(ThreadFactory threads, Consumer<QueuedAppend> lead) {
		this.lead = lead;
		this.thread = new ThreadPoolExecutor(1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(work) -> named(threads.newThread(work)));
		this.thread.allowCoreThreadTimeOut(true);
	}

	private static Thread named(Thread thread) {
		thread.setName("eventsourcing-write");
		return thread;
	}

	/** Returns {@code Thread.isVirtual}, which JDK 21 introduced, or null before. */
	private static @Nullable MethodHandle findIsVirtual() {
		try {
			return MethodHandles.publicLookup()
				.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
		}
		catch (NoSuchMethodException | IllegalAccessException ex) {
			return null;
		}
	}

	/** Returns whether the caller is a virtual thread. */
	static boolean isNeededFor(Thread caller) {
		try {
			return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(caller);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Thread.isVirtual has failed", ex);
		}
	}

	/**
	 * Leads in the platform thread, or makes the caller lead by itself if that thread
	 * cannot be created. A task may have been queued before that failure, or be left
	 * without a thread by an {@link Error} in the previous one: the append decides which
	 * thread leads.
	 */
	void lead(QueuedAppend leader) {
		try {
			this.thread.execute(() -> {
				if (leader.beginLead(Thread.currentThread())) {
					this.lead.accept(leader);
				}
			});
		}
		catch (RuntimeException | Error ex) {
			leader.undelegate();
			leader.wakeUp();
			LOGGER.log(Level.WARNING,
					"Cannot create the thread that writes events for virtual threads, so that they write by themselves",
					ex);
		}
	}

	/** Ends the thread as soon as it is idle, and again after each later use. */
	void endWhenIdle() {
		this.thread.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
	}

}
