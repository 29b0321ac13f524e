package io.eventsourcing.domain;

import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the decorated members of a class by reflection.
 */
final class MemberReader {

	private MemberReader() {
	}

	/**
	 * The decorated members of a class, sorted, because reflection returns them in any
	 * order. Members that the compiler made repeat annotations and are left out.
	 */
	static Map<Executable, MemberDescription> decorated(Class<?> type) {
		List<Executable> members = new ArrayList<>(Arrays.asList(type.getDeclaredConstructors()));
		members.addAll(Arrays.asList(type.getDeclaredMethods()));
		members.removeIf((member) -> member.isSynthetic() || member instanceof Method method && method.isBridge());
		members.sort(Comparator.comparing(MemberReader::key));
		Map<Executable, MemberDescription> decorated = new LinkedHashMap<>();
		for (Executable member : members) {
			MemberDescription description = describe(member);
			if (description.isHandler()) {
				decorated.put(member, description);
			}
		}
		return decorated;
	}

	static MemberDescription describe(Executable member) {
		AnnotatedElement annotated = annotated(member);
		Event event = annotated.getDeclaredAnnotation(Event.class);
		Apply apply = annotated.getDeclaredAnnotation(Apply.class);
		return new MemberDescription(member.getDeclaringClass().getSimpleName(), name(member), member.getModifiers(),
				Arrays.stream(member.getParameterTypes()).map(MemberReader::describe).toList(),
				(event != null) ? new MemberDescription.Decoration(event.value(), recordType(event)) : null,
				(apply != null) ? new MemberDescription.Decoration(apply.value(), null) : null);
	}

	/**
	 * What the annotations of a member are on. If a parameter of a constructor is a value
	 * class, Kotlin makes the constructor private and puts the annotations on a synthetic
	 * one that calls it and has one more parameter.
	 */
	static AnnotatedElement annotated(Executable member) {
		if (member instanceof Constructor<?>) {
			MethodType type = MethodType.methodType(void.class, member.getParameterTypes());
			for (Constructor<?> other : member.getDeclaringClass().getDeclaredConstructors()) {
				Class<?>[] parameters = other.getParameterTypes();
				int last = parameters.length - 1;
				if (other.isSynthetic() && last == type.parameterCount()
						&& parameters[last].getName().equals(MemberDescription.KOTLIN_MARKER)
						&& Arrays.asList(parameters).subList(0, last).equals(type.parameterList())) {
					return other;
				}
			}
		}
		return member;
	}

	private static MemberDescription.@Nullable TypeName recordType(Event event) {
		return (event.type() != Record.class) ? describe(event.type()) : null;
	}

	private static MemberDescription.TypeName describe(Class<?> type) {
		List<String> components = type.isRecord()
				? Arrays.stream(type.getRecordComponents()).map((component) -> component.getType().getName()).toList()
				: null;
		return new MemberDescription.TypeName(type.getName(), type.getSimpleName(), components);
	}

	/** The name and descriptor of a member, as enhanced code knows it. */
	static String key(Executable member) {
		Class<?> result = (member instanceof Method method) ? method.getReturnType() : void.class;
		return name(member) + MethodType.methodType(result, member.getParameterTypes()).toMethodDescriptorString();
	}

	private static String name(Executable member) {
		return (member instanceof Constructor) ? MemberDescription.CONSTRUCTOR : member.getName();
	}

}
