package io.eventsourcing.persistence.jackson.type;

import java.util.Set;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Refuses numbers that are too large for their type, where Jackson reads infinity, or a
 * negative byte.
 */
final class RangeCheckedDeserializer extends DelegatingDeserializer {

	static final Set<Class<?>> TYPES = Set.of(byte.class, Byte.class, float.class, Float.class, double.class,
			Double.class);

	RangeCheckedDeserializer(ValueDeserializer<?> delegate) {
		super(delegate);
	}

	static ValueDeserializer<?> of(Class<?> type) {
		return new RangeCheckedDeserializer(NumberDeserializers.find(type));
	}

	@Override
	protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
		return new RangeCheckedDeserializer(delegate);
	}

	@Override
	public Object deserialize(JsonParser parser, DeserializationContext context) {
		JsonToken token = parser.currentToken();
		Object value = super.deserialize(parser, context);
		boolean fits = !(value instanceof Number number) || !token.isNumeric() || fits(number, parser);
		return fits ? value : context.handleWeirdNumberValue(handledType(), (Number) value, "out of range");
	}

	private static boolean fits(Number number, JsonParser parser) {
		return (number instanceof Byte) ? number.intValue() == parser.getIntValue()
				: Double.isFinite(number.doubleValue());
	}

}
