package io.eventsourcing.enhancer;

import java.util.List;

import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.MemberDescription;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.method.ParameterList;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * A method or constructor with {@link Event} or {@link Apply}, or an undecorated
 * constructor, in a class file.
 */
record Member(MethodDescription.InDefinedShape method, MemberDescription description) {

	/** The members of a class, without those that the compiler made. */
	static List<Member> of(TypeDescription type) {
		return type.getDeclaredMethods()
			.stream()
			.filter((method) -> !method.isBridge() && !method.isSynthetic() && !method.isTypeInitializer())
			.map((method) -> new Member(method, describe(method)))
			.filter((member) -> member.isConstructor() || member.isHandler())
			.toList();
	}

	private static MemberDescription describe(MethodDescription.InDefinedShape method) {
		AnnotationList annotations = annotated(method).getDeclaredAnnotations();
		AnnotationDescription event = annotations.ofType(Event.class);
		AnnotationDescription apply = annotations.ofType(Apply.class);
		return new MemberDescription(method.getDeclaringType().getSimpleName(), method.getInternalName(),
				method.getModifiers(),
				method.getParameters().asTypeList().asErasures().stream().map(Member::name).toList(),
				(event != null) ? new MemberDescription.Decoration(eventName(event), recordType(event)) : null,
				(apply != null) ? new MemberDescription.Decoration(eventName(apply), null) : null);
	}

	/**
	 * What the annotations of a member are on: for a constructor that Kotlin has made
	 * private, the synthetic one that calls it.
	 * @see io.eventsourcing.domain.MemberDescription#KOTLIN_MARKER
	 */
	private static MethodDescription.InDefinedShape annotated(MethodDescription.InDefinedShape member) {
		if (member.isConstructor()) {
			List<TypeDescription> types = member.getParameters().asTypeList().asErasures();
			for (MethodDescription.InDefinedShape other : member.getDeclaringType().getDeclaredMethods()) {
				List<TypeDescription> parameters = other.getParameters().asTypeList().asErasures();
				int last = parameters.size() - 1;
				if (other.isConstructor() && other.isSynthetic() && last == types.size()
						&& parameters.get(last).getName().equals(MemberDescription.KOTLIN_MARKER)
						&& parameters.subList(0, last).equals(types)) {
					return other;
				}
			}
		}
		return member;
	}

	private static String eventName(AnnotationDescription annotation) {
		return annotation.getValue("value").resolve(String.class);
	}

	private static MemberDescription.@Nullable TypeName recordType(AnnotationDescription event) {
		TypeDescription type = event.getValue("type").resolve(TypeDescription.class);
		return type.represents(Record.class) ? null : name(type);
	}

	private static MemberDescription.TypeName name(TypeDescription type) {
		List<String> components = type.isRecord() ? type.getRecordComponents()
			.stream()
			.map((component) -> component.getType().asErasure().getName())
			.toList() : null;
		return new MemberDescription.TypeName(type.getName(), type.getSimpleName(), components);
	}

	boolean isConstructor() {
		return this.description.isConstructor();
	}

	boolean isDecorated() {
		return this.description.event() != null;
	}

	boolean isHandler() {
		return this.description.isHandler();
	}

	/** Whether it is a constructor that makes the first event of an aggregate. */
	boolean creates() {
		return isConstructor() && isHandler();
	}

	/** Whether it triggers an event that carries its arguments by name. */
	boolean needsNames() {
		return isDecorated() && this.description.recordType() == null;
	}

	boolean hasBody() {
		return !this.method.isAbstract() && !this.method.isNative();
	}

	/** Its name and descriptor, as enhanced code knows it. */
	String key() {
		return this.method.getInternalName() + this.method.getDescriptor();
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

	/**
	 * The parameter of a property setter of Kotlin has a name that is not an identifier.
	 */
	private static String kotlinSetter(String parameterName) {
		return "<set-?>".equals(parameterName) ? "value" : parameterName;
	}

	/** What it is called in messages. */
	@Override
	public String toString() {
		return this.description.toString();
	}

}
