package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.upcasting.EventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Writes the attributes of an event as one JSON object: the components of its record, or
 * its arguments by name, each with its declared type. The form of the JSON depends
 * neither on the application's own mapper nor on the class path.
 * <p>
 * When reading, it ignores attributes that the event no longer has. An attribute that was
 * not stored is read as null; if its type is primitive, reading fails. Thread-safe.
 */
public final class JacksonTranscoder implements Transcoder {

	private record Codec(ObjectWriter writer, ObjectReader reader) {
	}

	private final JsonMapper mapper;

	private final Map<EventType, Codec> codecs = new ConcurrentHashMap<>();

	/** Creates a transcoder for the types that the store supports by itself. */
	public JacksonTranscoder() {
		this(List.of());
	}

	/**
	 * Creates a transcoder that supports further types.
	 * @param customizers add the further types, and are called in their order
	 */
	public JacksonTranscoder(List<? extends EventJsonCustomizer> customizers) {
		this.mapper = StoredJson.mapper(customizers);
	}

	@Override
	public byte[] encode(EventType type, Object payload) {
		try {
			return codec(type).writer().writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.of(ex);
		}
	}

	@Override
	public Object decode(EventType type, int version, byte[] bytes) {
		try {
			return requireObject(codec(type).reader().readValue(bytes));
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.of(ex);
		}
	}

	@Override
	public EventData parse(byte[] bytes) {
		try (JsonParser parser = this.mapper.createParser(bytes)) {
			parser.nextToken();
			if (!parser.isExpectedStartObjectToken()) {
				throw new EventSourcingException("Found something else where a JSON object was expected");
			}
			EventData data = EventDataJson.readObject(parser);
			if (parser.nextToken() != null) {
				throw new EventSourcingException("Found something after the end of the JSON object");
			}
			return data;
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.of(ex);
		}
	}

	@Override
	public Object bind(EventType type, EventData data) {
		try (TokenBuffer buffer = TokenBuffer.forGeneration()) {
			EventDataJson.writeObject(data, buffer);
			return requireObject(codec(type).reader().readValue(buffer.asParser()));
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.of(ex);
		}
	}

	private static Object requireObject(@Nullable Object payload) {
		if (payload == null) {
			throw new EventSourcingException("Found a JSON null where an object was expected");
		}
		return payload;
	}

	@Override
	public void validate(EventType type) {
		UnreadableTypes unreadable = new UnreadableTypes(this.mapper._deserializationContext());
		if (type.storedType() != EventArguments.class) {
			unreadable.check(this.mapper.constructType(type.storedType()));
			return;
		}
		EventAttributes attributes = EventAttributes.of(type, this.mapper);
		for (int i = 0; i < attributes.count(); i++) {
			unreadable.check(attributes.type(i), EventArguments.class, attributes.name(i).getValue());
		}
	}

	private Codec codec(EventType type) {
		Codec codec = this.codecs.get(type);
		return (codec != null) ? codec : this.codecs.computeIfAbsent(type, this::newCodec);
	}

	private Codec newCodec(EventType type) {
		EventAttributes attributes = EventAttributes.of(type, this.mapper);
		return new Codec(this.mapper.writerFor(type.storedType()).withAttribute(EventAttributes.class, attributes),
				this.mapper.readerFor(type.storedType()).withAttribute(EventAttributes.class, attributes));
	}

}
