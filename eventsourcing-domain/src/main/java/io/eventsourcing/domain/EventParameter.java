package io.eventsourcing.domain;

import java.lang.reflect.Type;

/**
 * A parameter of a decorated method or constructor, which is an attribute of its events.
 *
 * @param name the name of the parameter
 * @param type the declared type, which may contain type variables of the declaring class
 * @param rawType the erased type
 * @param declaringType the class that declares the decorated member
 */
public record EventParameter(String name, Type type, Class<?> rawType, Class<?> declaringType) {
}
