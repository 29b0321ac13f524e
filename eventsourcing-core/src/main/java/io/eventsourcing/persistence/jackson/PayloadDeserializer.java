package io.eventsourcing.persistence.jackson;

import java.util.ArrayList;
import java.util.List;

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
 * Reads the attributes of an event of the type that the reader has as an attribute.
 */
final class PayloadDeserializer extends StdDeserializer<ReadPayload> {

	PayloadDeserializer() {
		super(ReadPayload.class);
	}

	@Override
	public ReadPayload deserialize(JsonParser parser, DeserializationContext context) {
		EventAttributes attributes = (EventAttributes) context.getAttribute(EventAttributes.class);
		if (!parser.isExpectedStartObjectToken()) {
			return (ReadPayload) context.handleUnexpectedToken(context.constructType(attributes.storedType()), parser);
		}
		Object payload = attributes.areByName() ? arguments(attributes, parser, context)
				: attributes.recordDeserializer(context).deserialize(parser, context);
		return new ReadPayload(payload, UnknownProperties.of(context));
	}

	private static EventArguments arguments(EventAttributes attributes, JsonParser parser,
			DeserializationContext context) {
		int count = attributes.count();
		@Nullable Object[] values = new @Nullable Object[count];
		boolean[] present = new boolean[count];
		List<String> unknown = List.of();
		int expected = 0;
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			int index = attributes.indexOf(name, expected);
			if (index < 0) {
				unknown = with(unknown, name);
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
				unknown.forEach((name) -> UnknownProperties.add(ReadPayload.class, name, context));
			}
		}
		return attributes.eventType().arguments(values);
	}

	private static List<String> with(List<String> names, String name) {
		List<String> extended = new ArrayList<>(names);
		extended.add(name);
		return extended;
	}

	private static @Nullable Object read(EventAttributes attributes, int index, JsonParser parser,
			DeserializationContext context) {
		try {
			ValueDeserializer<Object> deserializer = attributes.deserializer(index, context);
			return parser.hasToken(JsonToken.VALUE_NULL) ? deserializer.getNullValue(context)
					: deserializer.deserialize(parser, context);
		}
		catch (RuntimeException ex) {
			throw DatabindException.wrapWithPath(context, ex,
					new JacksonException.Reference(EventArguments.class, attributes.name(index).getValue()));
		}
	}

	private static @Nullable Object absent(EventAttributes attributes, int index, DeserializationContext context) {
		if (attributes.isRequired(index)) {
			return context.reportInputMismatch(EventArguments.class,
					"the attribute '%s' is not stored and cannot be null", attributes.name(index).getValue());
		}
		return attributes.deserializer(index, context).getAbsentValue(context);
	}

}
