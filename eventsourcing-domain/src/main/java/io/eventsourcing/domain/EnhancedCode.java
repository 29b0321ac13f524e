package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * What enhanced classes call. Not for use by hand.
 * <p>
 * The signatures are a contract with class files that exist already: they stay, or
 * {@link #VERSION} rises.
 */
public final class EnhancedCode {

	/** The version of the contract, kept in {@link Enhanced#version()}. */
	public static final int VERSION = 1;

	private EnhancedCode() {
	}

	/**
	 * Before the body of a decorated method.
	 * @return the event, null if the call is part of another event or the aggregate is a
	 * mock
	 */
	public static @Nullable DomainEvent begin(Aggregate aggregate, Class<?> owner, String member,
			@Nullable Object[] arguments) {
		Lifecycle lifecycle = aggregate.lifecycle;
		return (lifecycle != null) ? lifecycle.begin(owner, member, arguments) : null;
	}

	/**
	 * After {@link #begin}, for methods with parameters that could be changed by the
	 * caller later: what the body is to see instead of the caller's own.
	 */
	public static @Nullable Object[] copies(@Nullable DomainEvent event, @Nullable Object[] arguments) {
		return (event != null) ? event.type().handler().arguments(event.payload()) : arguments;
	}

	/** After the body of a decorated method, however it ended. */
	public static void end(Aggregate aggregate, @Nullable DomainEvent event, @Nullable Throwable thrown) {
		if (event != null) {
			aggregate.lifecycle.end(event, thrown);
		}
	}

	/**
	 * Before the body of a decorated constructor with parameters that could be changed by
	 * the caller later.
	 */
	public static @Nullable Object[] copies(Class<?> owner, String member, @Nullable Object[] arguments) {
		return ClassModel.of(owner).declared(member).copies(arguments);
	}

	/** After the body of a decorated constructor. */
	public static void constructed(Aggregate aggregate, Class<?> owner, String member, @Nullable Object[] arguments) {
		Lifecycle lifecycle = aggregate.lifecycle;
		if (lifecycle != null) {
			lifecycle.constructed(owner, member, arguments);
		}
	}

}
