package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * The methods that enhanced classes call. Their signatures are a contract with existing
 * class files: a change to any of them requires a new {@link #VERSION}.
 */
@Internal
public final class EnhancedCode {

	/** The version of the contract, which {@link Enhanced#version()} records. */
	public static final int VERSION = 1;

	private EnhancedCode() {
	}

	/**
	 * Called before the body of a decorated method.
	 * @return the event to commit, or null if the call is part of another event or the
	 * aggregate is a mock
	 */
	public static @Nullable DomainEvent begin(Aggregate aggregate, Class<?> owner, String member,
			@Nullable Object[] arguments) {
		Lifecycle lifecycle = aggregate.lifecycle;
		return (lifecycle != null) ? lifecycle.begin(owner, member, arguments) : null;
	}

	/**
	 * Called after {@link #begin} if the caller could later change an argument, such as a
	 * list, or determines the time of the event. Returns the arguments for the body, with
	 * copies and the time.
	 */
	public static @Nullable Object[] copies(@Nullable DomainEvent event, @Nullable Object[] arguments) {
		return (event != null) ? event.type().handler().arguments(event) : arguments;
	}

	/** Called after the body of a decorated method, even if it has thrown. */
	public static void end(Aggregate aggregate, @Nullable DomainEvent event, @Nullable Throwable thrown) {
		if (event != null) {
			aggregate.lifecycle.end(aggregate, event, thrown);
		}
	}

	/**
	 * Called before the body of a decorated constructor if the caller could later change
	 * an argument, or determines the time of the event. Returns the arguments for the
	 * body, with copies and the time; the time is also set in the given arguments.
	 */
	public static @Nullable Object[] copies(Class<?> owner, String member, @Nullable Object[] arguments) {
		return ClassModel.of(owner).declared(member).copies(arguments);
	}

	/** Called after the body of a decorated constructor. */
	public static void constructed(Aggregate aggregate, Class<?> owner, String member, @Nullable Object[] arguments) {
		Lifecycle lifecycle = aggregate.lifecycle;
		if (lifecycle != null) {
			lifecycle.constructed(aggregate, owner, member, arguments);
		}
	}

}
