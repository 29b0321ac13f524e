package io.eventsourcing.domain;

import java.lang.reflect.Parameter;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a decorated method or constructor, which is an attribute of its events.
 *
 * @param name the name of the parameter
 * @param type the declared type, which may contain type variables of the declaring class
 * @param rawType the erased type
 * @param declaringType the class that declares the decorated member
 * @param declaration the parameter with its annotations, or null if there is none
 */
public record EventParameter(String name, Type type, Class<?> rawType, Class<?> declaringType,
		@Nullable Parameter declaration) {

	/** Creates the description of an attribute that has no annotations. */
	public EventParameter(String name, Type type, Class<?> rawType, Class<?> declaringType) {
		this(name, type, rawType, declaringType, null);
	}

}
