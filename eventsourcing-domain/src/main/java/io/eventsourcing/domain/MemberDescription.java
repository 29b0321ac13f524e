package io.eventsourcing.domain;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A method or constructor of an aggregate class with {@link Event} or {@link Apply}, as
 * {@link MemberRules} sees it, whether it was read from a class or from a class file.
 *
 * @param owner the simple name of its class
 * @param name the name in the class file, which is {@code <init>} for a constructor
 * @param modifiers the modifiers in the class file
 * @param parameters the erased types of its parameters
 * @param event what {@link Event} says, null if the member does not have it
 * @param apply what {@link Apply} says, null if the member does not have it
 */
@Internal
public record MemberDescription(String owner, String name, int modifiers, List<TypeName> parameters,
		@Nullable Decoration event, @Nullable Decoration apply) {

	/**
	 * The erased type of a parameter.
	 *
	 * @param name as {@link Class#getName()} gives it
	 * @param simpleName as {@link Class#getSimpleName()} gives it
	 * @param components the names of its components' types if it is a record, else null
	 */
	public record TypeName(String name, String simpleName, @Nullable List<String> components) {
	}

	/**
	 * The elements of an annotation.
	 *
	 * @param eventName the name of the event, empty if the default applies
	 * @param recordType the record that {@link Event#type()} names, else null
	 */
	public record Decoration(String eventName, @Nullable TypeName recordType) {
	}

	/** The name of constructors in class files. */
	static final String CONSTRUCTOR = "<init>";

	/** The last parameter of the synthetic constructors of Kotlin. */
	public static final String KOTLIN_MARKER = "kotlin.jvm.internal.DefaultConstructorMarker";

	/** Whether it is a constructor. */
	public boolean isConstructor() {
		return CONSTRUCTOR.equals(this.name);
	}

	/** Whether it is called to apply an event. */
	public boolean isHandler() {
		return this.event != null || this.apply != null;
	}

	/** Whether the caller could later change one of the arguments. */
	public boolean isCopied() {
		return this.parameters.stream().anyMatch((parameter) -> CollectionCopier.exists(parameter.name()));
	}

	/** The record that carries the attributes, null if they are carried by name. */
	public @Nullable TypeName recordType() {
		if (this.event != null) {
			return this.event.recordType();
		}
		return (this.parameters.size() == 1 && this.parameters.get(0).components() != null) ? this.parameters.get(0)
				: null;
	}

	/** The record whose events it applies, null if it is not for explicit events. */
	@Nullable TypeName appliedRecord() {
		return (this.apply != null) ? recordType() : null;
	}

	/** The name of its event. */
	public String eventName() {
		Decoration decoration = (this.event != null) ? this.event : this.apply;
		if (decoration != null && !decoration.eventName().isEmpty()) {
			return decoration.eventName();
		}
		TypeName record = recordType();
		return (record != null) ? record.simpleName() : EventNames.of(this.name, isConstructor());
	}

	/** What it is called in messages, such as {@code the method addTrick(String)}. */
	@Override
	public String toString() {
		return (isConstructor() ? "the constructor " + this.owner : "the method " + this.name)
				+ this.parameters.stream().map(TypeName::simpleName).collect(Collectors.joining(", ", "(", ")"));
	}

}
