package io.eventsourcing.enhancer;

import java.util.List;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.EnhancerRules;
import io.eventsourcing.domain.Event;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.method.ParameterList;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * A method or constructor with {@link Event} or {@link Apply}, or an undecorated
 * constructor.
 */
record Member(MethodDescription.InDefinedShape method, AnnotationDescription.@Nullable Loadable<Event> event,
		AnnotationDescription.@Nullable Loadable<Apply> apply) {

	/** The members of a class, without those that the compiler has made. */
	static List<Member> of(TypeDescription type) {
		return type.getDeclaredMethods()
			.stream()
			.filter((method) -> !method.isBridge() && !method.isSynthetic() && !method.isTypeInitializer())
			.map(Member::of)
			.filter((member) -> member.isConstructor() || member.isHandler())
			.toList();
	}

	private static Member of(MethodDescription.InDefinedShape method) {
		return new Member(method, method.getDeclaredAnnotations().ofType(Event.class),
				method.getDeclaredAnnotations().ofType(Apply.class));
	}

	boolean isConstructor() {
		return this.method.isConstructor();
	}

	boolean isDecorated() {
		return this.event != null;
	}

	boolean isHandler() {
		return this.event != null || this.apply != null;
	}

	/** Whether it is a constructor that makes the first event of an aggregate. */
	boolean creates() {
		return isConstructor() && isHandler();
	}

	/** Its name and descriptor, as enhanced code knows it. */
	String key() {
		return this.method.getInternalName() + this.method.getDescriptor();
	}

	/** Whether it has parameters that the caller could change later. */
	boolean isCopied() {
		return this.method.getParameters()
			.stream()
			.anyMatch((parameter) -> EnhancerRules.isCopied(parameter.getType().asErasure().getName()));
	}

	/** The names of its parameters, null if the class file does not tell them. */
	@Nullable List<String> parameterNames() {
		ParameterList<?> parameters = this.method.getParameters();
		return parameters.stream().allMatch(ParameterDescription::isNamed)
				? parameters.stream().map((parameter) -> kotlinSetter(parameter.getName())).toList() : null;
	}

	List<TypeDescription> parameterTypes() {
		return this.method.getParameters().asTypeList().asErasures();
	}

	/** The record that carries the attributes, null if they are carried by name. */
	@Nullable TypeDescription recordType() {
		if (this.event == null) {
			return this.method.getParameters().isEmpty() ? null : parameterTypes().get(0);
		}
		TypeDescription type = this.event.getValue("type").resolve(TypeDescription.class);
		return type.represents(Record.class) ? null : type;
	}

	String eventName() {
		AnnotationDescription decoration = (this.event != null) ? this.event : this.apply;
		String name = (decoration != null) ? decoration.getValue("value").resolve(String.class) : "";
		if (!name.isEmpty()) {
			return name;
		}
		TypeDescription recordType = recordType();
		return (recordType != null) ? recordType.getSimpleName()
				: EnhancerRules.eventName(this.method.getName(), isConstructor());
	}

	/** Kotlin calls the parameter of a property setter by a name that is none. */
	private static String kotlinSetter(String parameterName) {
		return "<set-?>".equals(parameterName) ? "value" : parameterName;
	}

	/** What it is called in messages. */
	@Override
	public String toString() {
		String parameters = parameterTypes().stream()
			.map(TypeDescription::getSimpleName)
			.collect(Collectors.joining(", ", "(", ")"));
		return (isConstructor() ? "the constructor " + this.method.getDeclaringType().asErasure().getSimpleName()
				: "the method " + this.method.getName()) + parameters;
	}

}
