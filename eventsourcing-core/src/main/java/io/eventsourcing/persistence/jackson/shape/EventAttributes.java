package io.eventsourcing.persistence.jackson.shape;

import java.lang.reflect.Parameter;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventParameter;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.type.Nullability;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/**
 * The names and types of the attributes of an event type, in the form that Jackson needs.
 * Immutable.
 */
public final class EventAttributes {

	private final EventType eventType;

	private final SerializableString[] names;

	private final JavaType[] types;

	private final String[][] aliases;

	private final boolean[] required;

	private final JavaType storedType;

	private EventAttributes(EventType eventType, JsonMapper mapper) {
		List<EventParameter> parameters = eventType.parameters();
		int count = parameters.size();
		this.eventType = eventType;
		this.storedType = mapper.constructType(eventType.storedType());
		this.names = new SerializableString[count];
		this.types = new JavaType[count];
		this.aliases = new String[count][];
		this.required = new boolean[count];
		for (int i = 0; i < count; i++) {
			EventParameter parameter = parameters.get(i);
			this.names[i] = new SerializedString(parameter.name());
			this.types[i] = resolve(parameter, eventType, mapper.getTypeFactory());
			this.aliases[i] = aliases(parameter);
			this.required[i] = isRequired(parameter, this.types[i]);
		}
	}

	/** Describes the attributes of an event type. */
	public static EventAttributes of(EventType eventType, JsonMapper mapper) {
		return new EventAttributes(eventType, mapper);
	}

	private static JavaType resolve(EventParameter parameter, EventType eventType, TypeFactory types) {
		JavaType aggregate = types.constructType(eventType.aggregateType());
		return types.resolveMemberType(parameter.type(),
				aggregate.findSuperType(parameter.declaringType()).getBindings());
	}

	private static String[] aliases(EventParameter parameter) {
		Parameter declaration = parameter.declaration();
		JsonAlias alias = (declaration != null) ? declaration.getAnnotation(JsonAlias.class) : null;
		return (alias != null) ? alias.value() : new String[0];
	}

	private static boolean isRequired(EventParameter parameter, JavaType type) {
		Parameter declaration = parameter.declaration();
		return (declaration != null) ? Nullability.isRequired(declaration, type) : type.isPrimitive();
	}

	/** Returns the type that is stored: a record, or {@link EventArguments}. */
	public JavaType storedType() {
		return this.storedType;
	}

	/** Returns whether the attributes are arguments by name, and not a record. */
	public boolean areByName() {
		return this.storedType.hasRawClass(EventArguments.class);
	}

	/**
	 * Returns whether the event belongs to another application, of whose attributes only
	 * some are declared.
	 */
	public boolean areForeign() {
		return this.eventType.aggregateType() == Aggregate.class;
	}

	/** Returns the type of the event. */
	public EventType eventType() {
		return this.eventType;
	}

	/** Returns the number of attributes by name. */
	public int count() {
		return this.names.length;
	}

	/** Returns the current name of an attribute. */
	public SerializableString name(int index) {
		return this.names[index];
	}

	/** Returns the declared type of an attribute. */
	public JavaType type(int index) {
		return this.types[index];
	}

	/** Returns the earlier names of the attribute. */
	List<String> aliases(int index) {
		return List.of(this.aliases[index]);
	}

	/** Returns whether the attribute must have been stored. */
	public boolean isRequired(int index) {
		return this.required[index];
	}

	/**
	 * Returns the position of an attribute by its name or its alias, or -1. Most names
	 * are at the expected position, because attributes are read in the order in which
	 * they were written.
	 */
	public int indexOf(String name, int expected) {
		if (expected < this.names.length && this.names[expected].getValue().equals(name)) {
			return expected;
		}
		for (int i = 0; i < this.names.length; i++) {
			if (this.names[i].getValue().equals(name)) {
				return i;
			}
		}
		for (int i = 0; i < this.names.length; i++) {
			if (aliases(i).contains(name)) {
				return i;
			}
		}
		return -1;
	}

}
