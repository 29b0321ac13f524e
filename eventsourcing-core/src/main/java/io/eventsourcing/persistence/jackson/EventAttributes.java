package io.eventsourcing.persistence.jackson;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventParameter;
import io.eventsourcing.domain.EventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.impl.TypeWrappedSerializer;
import tools.jackson.databind.type.TypeFactory;

/**
 * The names and types of the attributes of an event type in the form that Jackson needs,
 * with their serializers and deserializers. These are looked up only once, because a
 * lookup takes longer than writing or reading most values.
 */
final class EventAttributes {

	private final EventType eventType;

	private final SerializableString[] names;

	private final JavaType[] types;

	private final String[][] aliases;

	private final boolean[] required;

	private final JavaType storedType;

	private volatile @Nullable ValueDeserializer<Object> recordDeserializer;

	private final AtomicReferenceArray<@Nullable ValueSerializer<Object>> serializers;

	private final AtomicReferenceArray<@Nullable ValueDeserializer<Object>> deserializers;

	private EventAttributes(EventType eventType, JsonMapper mapper) {
		List<EventParameter> parameters = eventType.parameters();
		int count = parameters.size();
		this.eventType = eventType;
		this.storedType = mapper.constructType(eventType.storedType());
		this.names = new SerializableString[count];
		this.types = new JavaType[count];
		this.aliases = new String[count][];
		this.required = new boolean[count];
		this.serializers = new AtomicReferenceArray<>(count);
		this.deserializers = new AtomicReferenceArray<>(count);
		for (int i = 0; i < count; i++) {
			EventParameter parameter = parameters.get(i);
			this.names[i] = new SerializedString(parameter.name());
			this.types[i] = resolve(parameter, eventType, mapper.getTypeFactory());
			this.aliases[i] = aliases(parameter);
			this.required[i] = isRequired(parameter, this.types[i]);
		}
	}

	static EventAttributes of(EventType eventType, JsonMapper mapper) {
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
	JavaType storedType() {
		return this.storedType;
	}

	/** Returns whether the attributes are arguments by name, and not a record. */
	boolean areByName() {
		return this.storedType.hasRawClass(EventArguments.class);
	}

	/**
	 * Returns whether the event belongs to another application, of whose attributes only
	 * some are declared.
	 */
	boolean areForeign() {
		return this.eventType.aggregateType() == Aggregate.class;
	}

	EventType eventType() {
		return this.eventType;
	}

	int count() {
		return this.names.length;
	}

	SerializableString name(int index) {
		return this.names[index];
	}

	JavaType type(int index) {
		return this.types[index];
	}

	/** Returns the earlier names of the attribute. */
	List<String> aliases(int index) {
		return List.of(this.aliases[index]);
	}

	/** Returns whether the attribute must have been stored. */
	boolean isRequired(int index) {
		return this.required[index];
	}

	/** Returns the names of the attributes, in order. */
	List<String> names() {
		return Stream.of(this.names).map(SerializableString::getValue).toList();
	}

	/**
	 * Returns the position of an attribute by its name or its alias, or -1. Most names
	 * are at the expected position, because attributes are read in the order in which
	 * they were written.
	 */
	int indexOf(String name, int expected) {
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

	/**
	 * Returns the serializer for a value. As for Jackson's properties, it is the
	 * serializer of the declared type if that type is a container or final, otherwise the
	 * serializer of the value's class, together with the name of that class if values of
	 * the declared type are stored with it.
	 */
	ValueSerializer<Object> serializer(int index, Object value, SerializationContext context) {
		ValueSerializer<Object> serializer = this.serializers.get(index);
		if (serializer != null) {
			return serializer;
		}
		JavaType type = this.types[index];
		if (type.isContainerType() || type.isReferenceType() || type.isFinal()) {
			serializer = context.findTypedValueSerializer(type, true);
			this.serializers.set(index, serializer);
			return serializer;
		}
		TypeSerializer typed = context.findTypeSerializer(type);
		return (typed != null) ? new TypeWrappedSerializer(typed, context.findValueSerializer(value.getClass()))
				: context.findTypedValueSerializer(value.getClass(), true);
	}

	ValueDeserializer<Object> deserializer(int index, DeserializationContext context) {
		ValueDeserializer<Object> deserializer = this.deserializers.get(index);
		if (deserializer == null) {
			deserializer = Objects.requireNonNull(context.findRootValueDeserializer(this.types[index]));
			this.deserializers.set(index, deserializer);
		}
		return deserializer;
	}

	ValueDeserializer<Object> recordDeserializer(DeserializationContext context) {
		ValueDeserializer<Object> deserializer = this.recordDeserializer;
		if (deserializer == null) {
			deserializer = Objects.requireNonNull(context.findRootValueDeserializer(this.storedType));
			this.recordDeserializer = deserializer;
		}
		return deserializer;
	}

}
