package io.eventsourcing.persistence.jackson;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Transcoder;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes the attributes of an event as one JSON object: the components of its record, or
 * its arguments by name, each with its declared type.
 * <p>
 * Reading skips attributes that the event does not have any more, and gives those that it
 * did not have yet null, or fails if they are primitive. Safe for use by many threads.
 */
public final class JacksonTranscoder implements Transcoder {

	private record Codec(ObjectWriter writer, ObjectReader reader) {
	}

	private final JsonMapper mapper;

	private final Map<EventType, Codec> codecs = new ConcurrentHashMap<>();

	/**
	 * Writes with the defaults of Jackson, whatever the application's own mapper does.
	 */
	public JacksonTranscoder() {
		this(JsonMapper.builder().build());
	}

	/** Writes with a mapper of its own, derived from the given one. */
	public JacksonTranscoder(JsonMapper mapper) {
		SimpleModule module = new SimpleModule("eventsourcing");
		module.addSerializer(EventArguments.class, new EventArgumentsSerializer());
		module.addDeserializer(EventArguments.class, new EventArgumentsDeserializer());
		this.mapper = mapper.rebuild().addModule(module).build();
	}

	@Override
	public byte[] encode(EventType type, Object payload) {
		return codec(type).writer().writeValueAsBytes(payload);
	}

	@Override
	public Object decode(EventType type, byte[] bytes) {
		return codec(type).reader().readValue(bytes);
	}

	@Override
	public void validate(EventType type) {
		if (type.payloadType() != EventArguments.class) {
			this.mapper.readerFor(type.payloadType()).readValue("null");
			return;
		}
		EventAttributes attributes = EventAttributes.of(type, this.mapper);
		for (int i = 0; i < attributes.count(); i++) {
			if (!attributes.type(i).isPrimitive()) {
				this.mapper.readerFor(attributes.type(i)).readValue("null");
			}
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
