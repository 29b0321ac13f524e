package io.eventsourcing.persistence.jackson;

import io.eventsourcing.domain.EventArguments;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads event arguments from the properties of a JSON object, in one pass.
 */
final class EventArgumentsDeserializer extends StdDeserializer<EventArguments> {

	EventArgumentsDeserializer() {
		super(EventArguments.class);
	}

	@Override
	public EventArguments deserialize(JsonParser parser, DeserializationContext context) {
		EventAttributes attributes = (EventAttributes) context.getAttribute(EventAttributes.class);
		if (!parser.isExpectedStartObjectToken()) {
			return (EventArguments) context.handleUnexpectedToken(context.constructType(EventArguments.class), parser);
		}
		int count = attributes.count();
		@Nullable Object[] values = new @Nullable Object[count];
		boolean[] present = new boolean[count];
		int expected = 0;
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			int index = attributes.indexOf(name, expected);
			if (index < 0) {
				parser.skipChildren();
				continue;
			}
			values[index] = read(attributes, index, parser, context);
			present[index] = true;
			expected = index + 1;
		}
		for (int i = 0; i < count; i++) {
			if (!present[i]) {
				values[i] = absent(attributes, i, context);
			}
		}
		return attributes.eventType().arguments(values);
	}

	private static @Nullable Object read(EventAttributes attributes, int index, JsonParser parser,
			DeserializationContext context) {
		try {
			ValueDeserializer<Object> deserializer = attributes.deserializer(index, context);
			return parser.hasToken(JsonToken.VALUE_NULL) ? deserializer.getNullValue(context)
					: deserializer.deserialize(parser, context);
		}
		catch (RuntimeException ex) {
			throw DatabindException.wrapWithPath(context, ex, reference(attributes, index));
		}
	}

	private static JacksonException.Reference reference(EventAttributes attributes, int index) {
		return new JacksonException.Reference(EventArguments.class, attributes.name(index).getValue());
	}

	private static @Nullable Object absent(EventAttributes attributes, int index, DeserializationContext context) {
		if (attributes.type(index).isPrimitive()) {
			return context.reportInputMismatch(EventArguments.class,
					"the argument '%s' is missing and cannot be null, because it is of the primitive type %s",
					attributes.name(index).getValue(), attributes.type(index).getRawClass());
		}
		return attributes.deserializer(index, context).getAbsentValue(context);
	}

}
