package io.eventsourcing.persistence.jackson;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Transcoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes the attributes of an event as one JSON object: the components of its record, or
 * its arguments by name, each with its declared type.
 * <p>
 * When reading, it ignores attributes that the event no longer has. An attribute that was
 * not stored is read as null; if its type is primitive, reading fails. Thread-safe.
 */
public final class JacksonTranscoder implements Transcoder {

	private record Codec(ObjectWriter writer, ObjectReader reader) {
	}

	private final JsonMapper mapper;

	private final Map<EventType, Codec> codecs = new ConcurrentHashMap<>();

	/**
	 * Creates a transcoder with the defaults of Jackson, independent of the application's
	 * own mapper. Unlike Jackson, it rejects objects without any property that would be
	 * written.
	 */
	public JacksonTranscoder() {
		this(JsonMapper.builder().enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build());
	}

	/** Creates a transcoder with a mapper that is derived from the given one. */
	public JacksonTranscoder(JsonMapper mapper) {
		SimpleModule module = new SimpleModule("eventsourcing");
		module.addSerializer(EventArguments.class, new EventArgumentsSerializer());
		module.addDeserializer(EventArguments.class, new EventArgumentsDeserializer());
		this.mapper = mapper.rebuild().addModule(module).build();
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
		Object payload = read(type, bytes);
		if (payload == null) {
			throw new EventSourcingException("Found a JSON null where an object was expected");
		}
		return payload;
	}

	private @Nullable Object read(EventType type, byte[] bytes) {
		try {
			return codec(type).reader().readValue(bytes);
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.of(ex);
		}
	}

	@Override
	public void validate(EventType type) {
		UnreadableTypes unreadable = new UnreadableTypes(this.mapper._deserializationContext());
		if (type.payloadType() != EventArguments.class) {
			unreadable.check(this.mapper.constructType(type.payloadType()));
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
		return new Codec(this.mapper.writerFor(type.payloadType()).withAttribute(EventAttributes.class, attributes),
				this.mapper.readerFor(type.payloadType()).withAttribute(EventAttributes.class, attributes));
	}

}
