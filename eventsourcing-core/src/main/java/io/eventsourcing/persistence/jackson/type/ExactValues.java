package io.eventsourcing.persistence.jackson.type;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes Jackson's own deserializers of single values refuse what was stored as a value of
 * another type.
 */
final class ExactValues extends ValueDeserializerModifier {

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier description,
			ValueDeserializer<?> deserializer) {
		return exact(deserializer);
	}

	/** Also called for {@link java.time.Month}. */
	@Override
	public ValueDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type,
			BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
		return exact(deserializer);
	}

	private static ValueDeserializer<?> exact(ValueDeserializer<?> deserializer) {
		if (!deserializer.getClass().getName().startsWith("tools.jackson.databind.")) {
			return deserializer;
		}
		if (RangeCheckedDeserializer.TYPES.contains(deserializer.handledType())) {
			return new RangeCheckedDeserializer(deserializer);
		}
		boolean form = deserializer instanceof FromStringDeserializer
				|| deserializer.logicalType() == LogicalType.DateTime;
		return form ? new StoredFormDeserializer(deserializer) : deserializer;
	}

}
