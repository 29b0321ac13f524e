package io.eventsourcing.domain;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A source of values that can be replaced for the whole JVM, and for single threads.
 * Thread-safe.
 * <p>
 * Only while a thread has a source of its own does each read look for that of its thread:
 * {@code current} is then the method that looks, and otherwise the source of the JVM
 * itself.
 */
final class ReplaceableSource<T> {

	private final ThreadLocal<@Nullable Supplier<T>> ofThread = new ThreadLocal<>();

	/** Written under the lock of this object. */
	private volatile Supplier<T> ofJvm;

	/** The number of sources that threads have. Guarded by this object. */
	private int bindings;

	private volatile Supplier<T> current;

	ReplaceableSource(Supplier<T> source) {
		this.ofJvm = source;
		this.current = source;
	}

	T get() {
		return this.current.get();
	}

	private T getInThread() {
		Supplier<T> bound = this.ofThread.get();
		return ((bound != null) ? bound : this.ofJvm).get();
	}

	/** Replaces the source for all threads that have none of their own. */
	synchronized Replacement use(Supplier<T> source) {
		Supplier<T> previous = this.ofJvm;
		change(source, this.bindings);
		return () -> restore(previous);
	}

	private synchronized void restore(Supplier<T> previous) {
		change(previous, this.bindings);
	}

	/** Replaces the source for the calling thread. */
	Replacement bind(Supplier<T> source) {
		Supplier<T> previous = this.ofThread.get();
		this.ofThread.set(source);
		count(1);
		return new Binding(Thread.currentThread(), previous);
	}

	private synchronized void count(int added) {
		change(this.ofJvm, this.bindings + added);
	}

	private void change(Supplier<T> source, int count) {
		this.ofJvm = source;
		this.bindings = count;
		this.current = (count > 0) ? this::getInThread : source;
	}

	private void unbind(@Nullable Supplier<T> previous) {
		if (previous != null) {
			this.ofThread.set(previous);
		}
		else {
			this.ofThread.remove();
		}
		count(-1);
	}

	private final class Binding implements Replacement {

		private final Thread owner;

		private final @Nullable Supplier<T> previous;

		private boolean closed;

		Binding(Thread owner, @Nullable Supplier<T> previous) {
			this.owner = owner;
			this.previous = previous;
		}

		@Override
		public void close() {
			if (Thread.currentThread() != this.owner) {
				throw new IllegalStateException("Bound to the thread '%s', and to be closed by that thread, not by '%s'"
					.formatted(this.owner.getName(), Thread.currentThread().getName()));
			}
			if (!this.closed) {
				this.closed = true;
				unbind(this.previous);
			}
		}

	}

}
