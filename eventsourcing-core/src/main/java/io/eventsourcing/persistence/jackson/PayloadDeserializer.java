package io.eventsourcing.persistence.jackson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.persistence.jackson.shape.EventAttributes;
import io.eventsourcing.persistence.jackson.shape.UnknownProperties;
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

	/** Stands for the value of an attribute that has not been read. */
	private static final Object ABSENT = new Object();

	PayloadDeserializer() {
		super(ReadPayload.class);
	}

	@Override
	public ReadPayload deserialize(JsonParser parser, DeserializationContext context) {
		AttributeDeserializers deserializers = (AttributeDeserializers) context
			.getAttribute(AttributeDeserializers.class);
		EventAttributes attributes = deserializers.attributes();
		if (!parser.isExpectedStartObjectToken()) {
			return (ReadPayload) context.handleUnexpectedToken(context.constructType(attributes.storedType()), parser);
		}
		Object payload = attributes.areByName() ? arguments(deserializers, parser, context)
				: deserializers.ofRecord(context).deserialize(parser, context);
		return new ReadPayload(payload, UnknownProperties.of(context));
	}

	private static EventArguments arguments(AttributeDeserializers deserializers, JsonParser parser,
			DeserializationContext context) {
		EventAttributes attributes = deserializers.attributes();
		@Nullable Object[] values = new @Nullable Object[attributes.count()];
		Arrays.fill(values, ABSENT);
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
			values[index] = read(deserializers, index, parser, context);
			expected = index + 1;
		}
		replaceAbsent(values, unknown, deserializers, context);
		return attributes.eventType().arguments(values);
	}

	private static List<String> with(List<String> names, String name) {
		List<String> extended = new ArrayList<>(names);
		extended.add(name);
		return extended;
	}

	private static @Nullable Object read(AttributeDeserializers deserializers, int index, JsonParser parser,
			DeserializationContext context) {
		try {
			ValueDeserializer<Object> deserializer = deserializers.of(index, context);
			return parser.hasToken(JsonToken.VALUE_NULL) ? deserializer.getNullValue(context)
					: deserializer.deserialize(parser, context);
		}
		catch (RuntimeException ex) {
			throw DatabindException.wrapWithPath(context, ex,
					new JacksonException.Reference(EventArguments.class, name(deserializers, index)));
		}
	}

	/**
	 * An unknown name matters only if another one is absent: it may be an earlier name.
	 */
	private static void replaceAbsent(@Nullable Object[] values, List<String> unknown,
			AttributeDeserializers deserializers, DeserializationContext context) {
		for (int i = 0; i < values.length; i++) {
			if (values[i] == ABSENT) {
				values[i] = absent(deserializers, i, context);
				unknown.forEach((name) -> UnknownProperties.add(EventArguments.class, name, context));
			}
		}
	}

	private static @Nullable Object absent(AttributeDeserializers deserializers, int index,
			DeserializationContext context) {
		if (deserializers.attributes().isRequired(index)) {
			return context.reportInputMismatch(EventArguments.class,
					"the attribute '%s' is not stored and cannot be null", name(deserializers, index));
		}
		return deserializers.of(index, context).getAbsentValue(context);
	}

	private static String name(AttributeDeserializers deserializers, int index) {
		return deserializers.attributes().name(index).getValue();
	}

}
