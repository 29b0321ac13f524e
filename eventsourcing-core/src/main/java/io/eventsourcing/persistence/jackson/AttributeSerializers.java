package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

import io.eventsourcing.persistence.jackson.shape.EventAttributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.impl.TypeWrappedSerializer;

/**
 * The serializers of the attributes of an event type. They are looked up only once,
 * because a lookup takes longer than writing most values. Thread-safe.
 */
final class AttributeSerializers {

	private final EventAttributes attributes;

	/** The serializers of types whose values all have the same one. */
	private final AtomicReferenceArray<@Nullable ValueSerializer<Object>> declared;

	/** For all other types, the serializers by the classes of values. */
	private final List<Map<Class<?>, ValueSerializer<Object>>> byClass;

	AttributeSerializers(EventAttributes attributes) {
		this.attributes = attributes;
		this.declared = new AtomicReferenceArray<>(attributes.count());
		this.byClass = Stream.<Map<Class<?>, ValueSerializer<Object>>>generate(ConcurrentHashMap::new)
			.limit(attributes.count())
			.toList();
	}

	EventAttributes attributes() {
		return this.attributes;
	}

	/**
	 * Returns the serializer for a value. As for Jackson's properties, it is the
	 * serializer of the declared type if that type is a container or final, otherwise the
	 * serializer of the value's class, together with the name of that class if values of
	 * the declared type are stored with it.
	 */
	ValueSerializer<Object> of(int index, Object value, SerializationContext context) {
		ValueSerializer<Object> serializer = this.declared.get(index);
		return (serializer != null) ? serializer : of(index, value.getClass(), context);
	}

	private ValueSerializer<Object> of(int index, Class<?> valueType, SerializationContext context) {
		JavaType type = this.attributes.type(index);
		if (type.isContainerType() || type.isReferenceType() || type.isFinal()) {
			ValueSerializer<Object> serializer = context.findTypedValueSerializer(type, true);
			this.declared.set(index, serializer);
			return serializer;
		}
		ValueSerializer<Object> serializer = this.byClass.get(index).get(valueType);
		if (serializer == null) {
			serializer = find(type, valueType, context);
			this.byClass.get(index).put(valueType, serializer);
		}
		return serializer;
	}

	/**
	 * The class of a value does not contain the type arguments of the declared type, by
	 * which it is read.
	 */
	private static ValueSerializer<Object> find(JavaType declared, Class<?> valueType, SerializationContext context) {
		JavaType type = (declared.containedTypeCount() > 0) ? context.constructSpecializedType(declared, valueType)
				: context.constructType(valueType);
		TypeSerializer typed = context.findTypeSerializer(declared);
		return (typed != null)
				? new TypeWrappedSerializer(typed.forProperty(context, null), context.findRootValueSerializer(type))
				: context.findTypedValueSerializer(type, true);
	}

}
