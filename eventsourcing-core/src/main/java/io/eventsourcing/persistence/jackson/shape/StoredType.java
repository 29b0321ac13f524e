package io.eventsourcing.persistence.jackson.shape;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eventsourcing.upcasting.EventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * An object that is stored with the name of its class.
 *
 * @param type the class
 * @param data the object
 * @param property the property of the object that contains the name, or null if the name
 * is stored around the object
 */
record StoredType(JavaType type, EventData data, @Nullable String property) {

	/** Returns null if the name of the class is not found. */
	static @Nullable StoredType of(Object value, TypeDeserializer typed, DeserializationContext context) {
		JsonTypeInfo.As inclusion = typed.getTypeInclusion();
		if (inclusion == null) {
			return null;
		}
		return switch (inclusion) {
			case PROPERTY, EXISTING_PROPERTY -> (value instanceof EventData data)
					? of(data.get(typed.getPropertyName()), data, typed.getPropertyName(), typed, context) : null;
			case WRAPPER_OBJECT -> (value instanceof EventData wrapper && wrapper.names().size() == 1)
					? of(wrapper.names().iterator().next(), wrapper, typed, context) : null;
			case WRAPPER_ARRAY -> (value instanceof List<?> wrapper && wrapper.size() == 2)
					? of(wrapper.get(0), wrapper.get(1), null, typed, context) : null;
			default -> null;
		};
	}

	private static @Nullable StoredType of(String name, EventData wrapper, TypeDeserializer typed,
			DeserializationContext context) {
		return of(name, wrapper.get(name), null, typed, context);
	}

	private static @Nullable StoredType of(@Nullable Object name, @Nullable Object value, @Nullable String property,
			TypeDeserializer typed, DeserializationContext context) {
		if (!(name instanceof String id) || !(value instanceof EventData data)) {
			return null;
		}
		JavaType type = typed.getTypeIdResolver().typeFromId(context, id);
		return (type != null) ? new StoredType(type, data, property) : null;
	}

}
