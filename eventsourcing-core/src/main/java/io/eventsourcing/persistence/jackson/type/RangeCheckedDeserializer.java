package io.eventsourcing.persistence.jackson.type;

import java.util.OptionalDouble;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.ext.jdk8.OptionalDoubleDeserializer;
import tools.jackson.databind.module.SimpleModule;

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

	/** Jackson does not offer its own deserializer of this type to modifiers. */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	static void addTo(SimpleModule module) {
		module.addDeserializer((Class) OptionalDouble.class,
				new RangeCheckedDeserializer(new OptionalDoubleDeserializer()));
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
		Number number = token.isNumeric() ? number(value) : null;
		return (number == null || fits(number, parser)) ? value
				: context.handleWeirdNumberValue(handledType(), number, "out of range");
	}

	private static @Nullable Number number(@Nullable Object value) {
		if (value instanceof OptionalDouble optional) {
			return optional.isPresent() ? optional.getAsDouble() : null;
		}
		return (value instanceof Number number) ? number : null;
	}

	private static boolean fits(Number number, JsonParser parser) {
		return (number instanceof Byte) ? number.intValue() == parser.getIntValue()
				: Double.isFinite(number.doubleValue());
	}

}
