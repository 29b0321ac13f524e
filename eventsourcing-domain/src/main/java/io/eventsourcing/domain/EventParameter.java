package io.eventsourcing.domain;

import java.lang.reflect.Type;

/**
 * One attribute of an event that carries its attributes by name.
 *
 * @param name the name of the parameter
 * @param type its type as declared, which may mention type variables of the class that
 * declares it
 * @param rawType its erased type
 * @param declaringType the class that declares the decorated member
 */
public record EventParameter(String name, Type type, Class<?> rawType, Class<?> declaringType) {
}
