package io.eventsourcing.persistence.jackson;

import java.util.function.Supplier;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.shape.AttributeMismatchException;
import io.eventsourcing.persistence.jackson.shape.EventAttributes;
import io.eventsourcing.persistence.jackson.shape.StoredShapeCheck;
import io.eventsourcing.persistence.jackson.shape.UnknownProperties;
import io.eventsourcing.upcasting.EventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Writes and reads the attributes of one event type. Thread-safe.
 */
final class EventCodec {

	private final JsonMapper mapper;

	private final EventAttributes attributes;

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private final DirectBinding directBinding;

	EventCodec(EventType type, JsonMapper mapper) {
		this.mapper = mapper;
		this.attributes = EventAttributes.of(type, mapper);
		AttributeDeserializers deserializers = new AttributeDeserializers(this.attributes);
		this.writer = mapper.writerFor(this.attributes.storedType())
			.withAttribute(AttributeSerializers.class, new AttributeSerializers(this.attributes));
		this.reader = mapper.readerFor(ReadPayload.class).withAttribute(AttributeDeserializers.class, deserializers);
		this.directBinding = new DirectBinding(deserializers, mapper._deserializationContext());
	}

	byte[] write(Object payload) {
		try {
			return this.writer.writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw JsonAttributesException.of(ex);
		}
	}

	Object read(byte[] bytes) {
		ReadPayload read;
		try {
			read = this.reader.readValue(bytes);
		}
		catch (JacksonException ex) {
			throw explained(ex, () -> EventDataJson.parse(bytes, this.mapper));
		}
		UnknownProperties unknown = requireObject(read).unknown();
		if (unknown != null) {
			checkShape(EventDataJson.parse(bytes, this.mapper), unknown);
		}
		return read.payload();
	}

	Object bind(EventData data) {
		EventArguments direct = this.directBinding.bind(data);
		return (direct != null) ? direct : convert(data);
	}

	private Object convert(EventData data) {
		ReadPayload read;
		try (TokenBuffer buffer = TokenBuffer.forGeneration()) {
			EventDataJson.writeObject(data, buffer);
			read = this.reader.readValue(buffer.asParser());
		}
		catch (JacksonException ex) {
			throw explained(ex, () -> data);
		}
		UnknownProperties unknown = requireObject(read).unknown();
		if (unknown != null) {
			checkShape(data, unknown);
		}
		return read.payload();
	}

	private static ReadPayload requireObject(@Nullable ReadPayload read) {
		if (read == null) {
			throw new EventSourcingException("Found a JSON null where an object was expected");
		}
		return read;
	}

	/** Events of other applications are read only in part. */
	private void checkShape(EventData data, @Nullable UnknownProperties unknown) {
		if (!this.attributes.areForeign()) {
			new StoredShapeCheck(this.mapper._deserializationContext(), unknown).check(data, this.attributes);
		}
	}

	/**
	 * Returns the reason for a failed read: that the names of the attributes do not fit,
	 * or otherwise what Jackson says.
	 */
	private EventSourcingException explained(JacksonException failure, Supplier<EventData> data) {
		try {
			checkShape(data.get(), null);
		}
		catch (AttributeMismatchException mismatch) {
			return mismatch;
		}
		catch (RuntimeException ex) {
			// The failure explains it: not a JSON object, or the name of an unknown class
		}
		return JsonAttributesException.of(failure);
	}

}
