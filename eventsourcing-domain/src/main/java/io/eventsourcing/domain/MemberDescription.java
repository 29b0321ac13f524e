package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A method or constructor of an aggregate class with {@link Event} or {@link Apply}, as
 * input for {@link MemberRules}, read either from a class or from a class file.
 *
 * @param owner the simple name of the declaring class
 * @param name the name in the class file, which is {@code <init>} for a constructor
 * @param modifiers the modifiers in the class file
 * @param parameters the parameters
 * @param event the elements of {@link Event}, or null if the member does not have it
 * @param apply the elements of {@link Apply}, or null if the member does not have it
 */
@Internal
public record MemberDescription(String owner, String name, int modifiers, List<Parameter> parameters,
		@Nullable Decoration event, @Nullable Decoration apply) {

	/** What a parameter of a member, or a component of its record, is for the event. */
	public enum Role {

		/** An attribute of the event. */
		ATTRIBUTE,

		/** The id of the aggregate, which is part of the header of the event. */
		AGGREGATE_ID,

		/** The time of the event, which is part of the header of the event. */
		EVENT_TIME

	}

	/**
	 * A parameter.
	 *
	 * @param type the erased type
	 * @param role the role that an annotation of the parameter specifies
	 */
	public record Parameter(TypeName type, Role role) {
	}

	/**
	 * The erased type of a parameter.
	 *
	 * @param name the name as returned by {@link Class#getName()}
	 * @param simpleName the name as returned by {@link Class#getSimpleName()}
	 * @param components the components if it is a record, otherwise null
	 * @param eventName the name that {@link Event} on the record specifies, or an empty
	 * string
	 */
	public record TypeName(String name, String simpleName, @Nullable List<Component> components, String eventName) {
	}

	/**
	 * A component of a record.
	 *
	 * @param name the name of the component
	 * @param type the name of its erased type as returned by {@link Class#getName()}
	 * @param role the role that an annotation of the component specifies
	 */
	public record Component(String name, String type, Role role) {
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

	private static final String ID = "id";

	/** Returns whether the member is a constructor. */
	public boolean isConstructor() {
		return CONSTRUCTOR.equals(this.name);
	}

	/** Returns whether the member is called to apply an event. */
	public boolean isHandler() {
		return this.event != null || this.apply != null;
	}

	/**
	 * Returns whether the member is a method that is called after each event of the
	 * aggregate.
	 */
	public boolean isForEveryEvent() {
		return this.apply != null && this.event == null && !isConstructor() && this.parameters.size() == 1
				&& DomainEvent.class.getName().equals(this.parameters.get(0).type().name());
	}

	/**
	 * Returns whether the body must receive other arguments than the caller has passed:
	 * copies of those that the caller could later change, and the time of the event
	 * instead of null.
	 */
	public boolean isCopied() {
		return this.parameters.stream().anyMatch((parameter) -> CollectionCopier.exists(parameter.type().name()))
				|| this.event != null && hasRole(Role.EVENT_TIME, List.of());
	}

	/** Returns whether a parameter or component has the given role. */
	public boolean hasRole(Role role, @Nullable List<String> parameterNames) {
		return roles(parameterNames).contains(role);
	}

	/**
	 * Returns the roles of the parameters, or of the components of the record that is the
	 * only parameter.
	 * @param parameterNames the names of the parameters, which matter if no record
	 * carries the attributes; null or empty if they are unknown
	 */
	public List<Role> roles(@Nullable List<String> parameterNames) {
		List<Component> values = values(parameterNames);
		List<Role> roles = new ArrayList<>(values.stream().map(Component::role).toList());
		if (isConstructor() && !roles.contains(Role.AGGREGATE_ID)) {
			for (int i = 0; i < roles.size(); i++) {
				if (ID.equals(values.get(i).name()) && UUID.class.getName().equals(values.get(i).type())
						&& roles.get(i) == Role.ATTRIBUTE) {
					roles.set(i, Role.AGGREGATE_ID);
				}
			}
		}
		return roles;
	}

	/**
	 * Returns what the event consists of, by the names of the record's components or of
	 * the parameters.
	 */
	List<Component> values(@Nullable List<String> parameterNames) {
		TypeName record = recordType();
		List<Component> components = (record != null) ? record.components() : null;
		if (this.event == null) {
			return (components != null) ? components : List.of();
		}
		boolean matching = components != null && components.size() == this.parameters.size();
		boolean named = parameterNames != null && parameterNames.size() == this.parameters.size();
		List<Component> values = new ArrayList<>();
		for (int i = 0; i < this.parameters.size(); i++) {
			Parameter parameter = this.parameters.get(i);
			Component component = (components != null && matching) ? components.get(i) : null;
			String valueName = (component != null) ? component.name()
					: (parameterNames != null && named) ? parameterNames.get(i) : "";
			values.add(new Component(valueName, parameter.type().name(),
					(component != null && parameter.role() == Role.ATTRIBUTE) ? component.role() : parameter.role()));
		}
		return values;
	}

	/**
	 * Returns the record that carries the attributes, or null if they are carried by
	 * name.
	 */
	public @Nullable TypeName recordType() {
		if (this.event != null) {
			return this.event.recordType();
		}
		TypeName only = (this.parameters.size() == 1) ? this.parameters.get(0).type() : null;
		return (only != null && only.components() != null) ? only : null;
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
		if (record == null) {
			return EventNames.of(this.name, isConstructor());
		}
		return record.eventName().isEmpty() ? record.simpleName() : record.eventName();
	}

	/**
	 * Returns the description for messages, such as {@code the method addTrick(String)}.
	 */
	@Override
	public String toString() {
		return (isConstructor() ? "the constructor " + this.owner : "the method " + this.name)
				+ this.parameters.stream()
					.map((parameter) -> parameter.type().simpleName())
					.collect(Collectors.joining(", ", "(", ")"));
	}

}
