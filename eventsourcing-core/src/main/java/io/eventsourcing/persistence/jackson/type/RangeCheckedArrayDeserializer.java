package io.eventsourcing.persistence.jackson.type;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.PrimitiveArrayDeserializers;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads arrays of primitive numbers one element at a time, as single values are read,
 * because Jackson's own deserializers of arrays do not check ranges.
 */
final class RangeCheckedArrayDeserializer extends DelegatingDeserializer {

	private final Class<?> elementType;

	private final ValueDeserializer<?> element;

	private RangeCheckedArrayDeserializer(ValueDeserializer<?> delegate, Class<?> elementType,
			ValueDeserializer<?> element) {
		super(delegate);
		this.elementType = elementType;
		this.element = element;
	}

	static void addTo(SimpleModule module) {
		add(byte.class, module);
		add(float.class, module);
		add(double.class, module);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void add(Class<?> elementType, SimpleModule module) {
		module.addDeserializer((Class) elementType.arrayType(),
				new RangeCheckedArrayDeserializer(PrimitiveArrayDeserializers.forType(elementType), elementType,
						RangeCheckedDeserializer.of(elementType)));
	}

	@Override
	protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
		return new RangeCheckedArrayDeserializer(delegate, this.elementType, this.element);
	}

	/** Leaves other forms of an array, such as Base64, to Jackson. */
	@Override
	public Object deserialize(JsonParser parser, DeserializationContext context) {
		return parser.isExpectedStartArrayToken() ? readElements(parser, context) : super.deserialize(parser, context);
	}

	private Object readElements(JsonParser parser, DeserializationContext context) {
		List<Object> values = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			values.add((parser.currentToken() != JsonToken.VALUE_NULL) ? this.element.deserialize(parser, context)
					: this.element.getNullValue(context));
		}
		Object array = Array.newInstance(this.elementType, values.size());
		for (int i = 0; i < values.size(); i++) {
			Array.set(array, i, values.get(i));
		}
		return array;
	}

}
