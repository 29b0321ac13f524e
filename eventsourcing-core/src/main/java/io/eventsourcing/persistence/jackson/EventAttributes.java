package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

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

	private final AtomicReferenceArray<@Nullable ValueSerializer<Object>> serializers;

	private final AtomicReferenceArray<@Nullable ValueDeserializer<Object>> deserializers;

	private EventAttributes(EventType eventType, SerializableString[] names, JavaType[] types) {
		this.eventType = eventType;
		this.names = names;
		this.types = types;
		this.serializers = new AtomicReferenceArray<>(types.length);
		this.deserializers = new AtomicReferenceArray<>(types.length);
	}

	static EventAttributes of(EventType eventType, JsonMapper mapper) {
		List<EventParameter> parameters = eventType.parameters();
		SerializableString[] names = new SerializableString[parameters.size()];
		JavaType[] types = new JavaType[names.length];
		for (int i = 0; i < names.length; i++) {
			names[i] = new SerializedString(parameters.get(i).name());
			types[i] = resolve(parameters.get(i), eventType, mapper.getTypeFactory());
		}
		return new EventAttributes(eventType, names, types);
	}

	private static JavaType resolve(EventParameter parameter, EventType eventType, TypeFactory types) {
		JavaType aggregate = types.constructType(eventType.aggregateType());
		return types.resolveMemberType(parameter.type(),
				aggregate.findSuperType(parameter.declaringType()).getBindings());
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

	/**
	 * Returns the position of an attribute by its name, or -1. Most names are at the
	 * expected position, because attributes are read in the order in which they were
	 * written.
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
		return -1;
	}

	/**
	 * Returns the serializer for a value. As for Jackson's properties, it is the
	 * serializer of the declared type if that type is a container or final, otherwise the
	 * serializer of the value's class.
	 */
	ValueSerializer<Object> serializer(int index, Object value, SerializationContext context) {
		ValueSerializer<Object> serializer = this.serializers.get(index);
		if (serializer != null) {
			return serializer;
		}
		JavaType type = this.types[index];
		if (!type.isContainerType() && !type.isReferenceType() && !type.isFinal()) {
			return context.findTypedValueSerializer(value.getClass(), true);
		}
		serializer = context.findTypedValueSerializer(type, true);
		this.serializers.set(index, serializer);
		return serializer;
	}

	ValueDeserializer<Object> deserializer(int index, DeserializationContext context) {
		ValueDeserializer<Object> deserializer = this.deserializers.get(index);
		if (deserializer == null) {
			deserializer = Objects.requireNonNull(context.findRootValueDeserializer(this.types[index]));
			this.deserializers.set(index, deserializer);
		}
		return deserializer;
	}

}
