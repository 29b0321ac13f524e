package io.eventsourcing.persistence.jackson;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.persistence.jackson.shape.EventAttributes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes event arguments as the properties of a JSON object.
 */
final class EventArgumentsSerializer extends StdSerializer<EventArguments> {

	EventArgumentsSerializer() {
		super(EventArguments.class);
	}

	@Override
	public void serialize(EventArguments arguments, JsonGenerator generator, SerializationContext context) {
		AttributeSerializers serializers = (AttributeSerializers) context.getAttribute(AttributeSerializers.class);
		EventAttributes attributes = serializers.attributes();
		generator.writeStartObject(arguments);
		for (int i = 0; i < attributes.count(); i++) {
			generator.writeName(attributes.name(i));
			Object value = arguments.get(i);
			if (value == null) {
				context.defaultSerializeNullValue(generator);
			}
			else {
				write(serializers, i, value, generator, context);
			}
		}
		generator.writeEndObject();
	}

	private void write(AttributeSerializers serializers, int index, Object value, JsonGenerator generator,
			SerializationContext context) {
		try {
			serializers.of(index, value, context).serialize(value, generator, context);
		}
		catch (RuntimeException ex) {
			throw DatabindException.wrapWithPath(context, ex, new JacksonException.Reference(EventArguments.class,
					serializers.attributes().name(index).getValue()));
		}
	}

}
