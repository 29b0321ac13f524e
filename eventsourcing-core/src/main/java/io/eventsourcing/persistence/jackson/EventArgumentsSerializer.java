package io.eventsourcing.persistence.jackson;

import io.eventsourcing.domain.EventArguments;
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
		EventAttributes attributes = (EventAttributes) context.getAttribute(EventAttributes.class);
		generator.writeStartObject(arguments);
		for (int i = 0; i < attributes.count(); i++) {
			generator.writeName(attributes.name(i));
			Object value = arguments.get(i);
			if (value == null) {
				context.defaultSerializeNullValue(generator);
			}
			else {
				write(attributes, i, value, generator, context);
			}
		}
		generator.writeEndObject();
	}

	private void write(EventAttributes attributes, int index, Object value, JsonGenerator generator,
			SerializationContext context) {
		try {
			attributes.serializer(index, value, context).serialize(value, generator, context);
		}
		catch (RuntimeException ex) {
			throw DatabindException.wrapWithPath(context, ex,
					new JacksonException.Reference(EventArguments.class, attributes.name(index).getValue()));
		}
	}

}
