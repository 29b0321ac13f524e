package io.eventsourcing.persistence.jackson.type;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

import org.springframework.core.KotlinDetector;
import org.springframework.core.Nullness;

/**
 * Determines whether a parameter is declared as never null: a primitive, a type of Kotlin
 * without a question mark, or a type without {@link Nullable} in a scope with
 * {@link NullMarked}. The scope may be the member, its class, an enclosing class, the
 * package or the module.
 */
public final class Nullability {

	private static final Set<Class<?>> OPTIONALS = Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);

	private Nullability() {
	}

	/**
	 * Returns whether an attribute or property must have been stored. An {@code Optional}
	 * that was not stored is empty.
	 */
	public static boolean isRequired(Parameter parameter, JavaType type) {
		return !type.isReferenceType() && !OPTIONALS.contains(type.getRawClass()) && isNonNull(parameter);
	}

	private static boolean isNonNull(Parameter parameter) {
		Executable member = parameter.getDeclaringExecutable();
		if (parameter.getType().isPrimitive() || KotlinDetector.isKotlinType(member.getDeclaringClass())) {
			return Nullness.forParameter(parameter) == Nullness.NON_NULL;
		}
		AnnotatedType type = parameter.getAnnotatedType();
		if (isNullable(parameter, type)) {
			return false;
		}
		return type.isAnnotationPresent(NonNull.class) || isNullMarked(member);
	}

	private static boolean isNullable(Parameter parameter, AnnotatedType type) {
		return type.isAnnotationPresent(Nullable.class)
				|| type.getType() instanceof TypeVariable<?> variable && Stream.of(variable.getAnnotatedBounds())
					.anyMatch((bound) -> bound.isAnnotationPresent(Nullable.class))
				|| Stream.of(parameter.getAnnotations())
					.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Nullable"));
	}

	private static boolean isNullMarked(Executable member) {
		Boolean marked = marked(member);
		for (Class<?> type = member.getDeclaringClass(); type != null
				&& marked == null; type = type.getEnclosingClass()) {
			marked = marked(type);
		}
		Class<?> owner = member.getDeclaringClass();
		marked = (marked != null) ? marked : marked(owner.getPackage());
		return (marked != null) ? marked : owner.getModule().isAnnotationPresent(NullMarked.class);
	}

	private static @Nullable Boolean marked(AnnotatedElement scope) {
		if (scope.isAnnotationPresent(NullUnmarked.class)) {
			return false;
		}
		return scope.isAnnotationPresent(NullMarked.class) ? true : null;
	}

}
