package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.jackson.shape.AttributeMismatchException;
import io.eventsourcing.persistence.jackson.shape.JsonShape;
import io.eventsourcing.persistence.jackson.shape.JsonShapes;
import io.eventsourcing.persistence.jackson.shape.UnreadableTypes;
import io.eventsourcing.upcasting.EventData;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the attributes of an event as one JSON object: the components of its record, or
 * its arguments by name, each with its declared type. The form of the JSON depends
 * neither on the application's own mapper nor on the class path.
 * <p>
 * When reading, it ignores attributes that the event no longer has, and passes null for
 * those that were not stored, or empty for an {@code Optional}. It refuses both at once,
 * which looks like a renamed attribute, and a missing attribute that cannot be null; see
 * {@link AttributeMismatchException}. Thread-safe.
 */
public final class JacksonTranscoder implements Transcoder {

	private final JsonMapper mapper;

	private final Map<EventType, EventCodec> codecs = new ConcurrentHashMap<>();

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
		return codec(type).write(payload);
	}

	@Override
	public Object decode(EventType type, int version, byte[] bytes) {
		return codec(type).read(bytes);
	}

	@Override
	public EventData parse(byte[] bytes) {
		return EventDataJson.parse(bytes, this.mapper);
	}

	@Override
	public Object bind(EventType type, EventData data) {
		return codec(type).bind(data);
	}

	@Override
	public void validate(EventType type) {
		try {
			UnreadableTypes.check(type, this.mapper);
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.ofDefinition(ex);
		}
	}

	/**
	 * Describes the attributes of events of the given type as they are stored, in order.
	 */
	public List<JsonShape> attributes(EventType type) {
		return JsonShapes.of(type, this.mapper);
	}

	private EventCodec codec(EventType type) {
		EventCodec codec = this.codecs.get(type);
		return (codec != null) ? codec
				: this.codecs.computeIfAbsent(type, (missing) -> new EventCodec(missing, this.mapper));
	}

}
