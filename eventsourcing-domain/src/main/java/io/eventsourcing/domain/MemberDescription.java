package io.eventsourcing.domain;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A method or constructor of an aggregate class with {@link Event} or {@link Apply}, as
 * input for {@link MemberRules}, read either from a class or from a class file.
 *
 * @param owner the simple name of the declaring class
 * @param name the name in the class file, which is {@code <init>} for a constructor
 * @param modifiers the modifiers in the class file
 * @param parameters the erased types of the parameters
 * @param event the elements of {@link Event}, or null if the member does not have it
 * @param apply the elements of {@link Apply}, or null if the member does not have it
 */
@Internal
public record MemberDescription(String owner, String name, int modifiers, List<TypeName> parameters,
		@Nullable Decoration event, @Nullable Decoration apply) {

	/**
	 * The erased type of a parameter.
	 *
	 * @param name the name as returned by {@link Class#getName()}
	 * @param simpleName the name as returned by {@link Class#getSimpleName()}
	 * @param components the names of the types of its components if it is a record,
	 * otherwise null
	 */
	public record TypeName(String name, String simpleName, @Nullable List<String> components) {
	}

	/**
	 * The elements of an annotation.
	 *
	 * @param eventName the name of the event, empty for the default
	 * @param recordType the record that {@link Event#type()} names, otherwise null
	 */
	public record Decoration(String eventName, @Nullable TypeName recordType) {
	}

	/** The name of constructors in class files. */
	static final String CONSTRUCTOR = "<init>";

	/** The last parameter of the synthetic constructors of Kotlin. */
	public static final String KOTLIN_MARKER = "kotlin.jvm.internal.DefaultConstructorMarker";

	/** Returns whether the member is a constructor. */
	public boolean isConstructor() {
		return CONSTRUCTOR.equals(this.name);
	}

	/** Returns whether the member is called to apply an event. */
	public boolean isHandler() {
		return this.event != null || this.apply != null;
	}

	/**
	 * Returns whether the caller could later change one of the arguments, so that they
	 * are copied.
	 */
	public boolean isCopied() {
		return this.parameters.stream().anyMatch((parameter) -> CollectionCopier.exists(parameter.name()));
	}

	/**
	 * Returns the record that carries the attributes, or null if they are carried by
	 * name.
	 */
	public @Nullable TypeName recordType() {
		if (this.event != null) {
			return this.event.recordType();
		}
		return (this.parameters.size() == 1 && this.parameters.get(0).components() != null) ? this.parameters.get(0)
				: null;
	}

	/**
	 * Returns the record whose explicit events the member applies, or null if there is
	 * none.
	 */
	@Nullable TypeName appliedRecord() {
		return (this.apply != null) ? recordType() : null;
	}

	/** Returns the name of the event that the member triggers or applies. */
	public String eventName() {
		Decoration decoration = (this.event != null) ? this.event : this.apply;
		if (decoration != null && !decoration.eventName().isEmpty()) {
			return decoration.eventName();
		}
		TypeName record = recordType();
		return (record != null) ? record.simpleName() : EventNames.of(this.name, isConstructor());
	}

	/**
	 * Returns the description for messages, such as {@code the method addTrick(String)}.
	 */
	@Override
	public String toString() {
		return (isConstructor() ? "the constructor " + this.owner : "the method " + this.name)
				+ this.parameters.stream().map(TypeName::simpleName).collect(Collectors.joining(", ", "(", ")"));
	}

}
