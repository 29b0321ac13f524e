package io.eventsourcing.persistence.jackson;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.upcasting.EventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads attributes without their declared types, and writes them in the form in which
 * they were read. Integers are exact, and other numbers are decimals that keep their
 * trailing zeros.
 */
final class EventDataJson {

	private EventDataJson() {
	}

	/**
	 * Reads one object.
	 * @throws EventSourcingException if the bytes contain anything else
	 */
	static EventData parse(byte[] bytes, JsonMapper mapper) {
		try (JsonParser parser = mapper.createParser(bytes)) {
			parser.nextToken();
			if (!parser.isExpectedStartObjectToken()) {
				throw new EventSourcingException("The stored payload is not a JSON object");
			}
			EventData data = readObject(parser);
			if (parser.nextToken() != null) {
				throw new EventSourcingException("The stored payload does not end after the JSON object");
			}
			return data;
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.of(ex);
		}
	}

	/** Reads an object, whose first token is the current one. */
	private static EventData readObject(JsonParser parser) {
		EventData data = new EventData();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			data.set(name, readValue(parser));
		}
		return data;
	}

	private static @Nullable Object readValue(JsonParser parser) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> readObject(parser);
			case START_ARRAY -> readArray(parser);
			case VALUE_NUMBER_INT -> parser.getNumberValue();
			case VALUE_NUMBER_FLOAT -> readFloat(parser);
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			default -> parser.getString();
		};
	}

	/** Returns the exact value; only a double can be a negative zero. */
	private static Number readFloat(JsonParser parser) {
		BigDecimal value = parser.getDecimalValue();
		return (value.signum() == 0 && parser.getString().startsWith("-")) ? (Number) (-0.0) : value;
	}

	private static List<@Nullable Object> readArray(JsonParser parser) {
		List<@Nullable Object> elements = new ArrayList<>();
		while (!parser.nextToken().isStructEnd()) {
			elements.add(readValue(parser));
		}
		return elements;
	}

	static void writeObject(EventData data, JsonGenerator generator) {
		generator.writeStartObject();
		data.forEach((name, value) -> {
			generator.writeName(name);
			writeValue(value, generator);
		});
		generator.writeEndObject();
	}

	private static void writeValue(@Nullable Object value, JsonGenerator generator) {
		if (value instanceof EventData data) {
			writeObject(data, generator);
		}
		else if (value instanceof List<?> list) {
			generator.writeStartArray();
			list.forEach((element) -> writeValue(element, generator));
			generator.writeEndArray();
		}
		else if (value instanceof String text) {
			generator.writeString(text);
		}
		else if (value instanceof Boolean flag) {
			generator.writeBoolean(flag);
		}
		else if (value instanceof Number number) {
			writeNumber(number, generator);
		}
		else {
			generator.writeNull();
		}
	}

	/** Writes a number, which a step may have set, with its exact value. */
	private static void writeNumber(Number number, JsonGenerator generator) {
		if (number instanceof BigInteger integer) {
			generator.writeNumber(integer);
		}
		else if (number instanceof BigDecimal decimal) {
			generator.writeNumber(decimal);
		}
		else if (number instanceof Double || number instanceof Float) {
			writeFloat(number, generator);
		}
		else {
			generator.writeNumber(number.longValue());
		}
	}

	private static void writeFloat(Number number, JsonGenerator generator) {
		if (!Double.isFinite(number.doubleValue())) {
			generator.writeString(number.toString());
		}
		else if (number.doubleValue() == 0) {
			generator.writeNumber(number.doubleValue());
		}
		else {
			generator.writeNumber(new BigDecimal(number.toString()));
		}
	}

}
