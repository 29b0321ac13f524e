package io.eventsourcing.persistence.jackson;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.eventsourcing.persistence.jackson.shape.EventAttributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * The deserializers of the attributes of an event type. They are looked up only once,
 * because a lookup takes longer than reading most values. Thread-safe.
 */
final class AttributeDeserializers {

	private final EventAttributes attributes;

	private final AtomicReferenceArray<@Nullable ValueDeserializer<Object>> byIndex;

	private volatile @Nullable ValueDeserializer<Object> ofRecord;

	AttributeDeserializers(EventAttributes attributes) {
		this.attributes = attributes;
		this.byIndex = new AtomicReferenceArray<>(attributes.count());
	}

	EventAttributes attributes() {
		return this.attributes;
	}

	/** Returns the deserializer of an attribute that is stored by name. */
	ValueDeserializer<Object> of(int index, DeserializationContext context) {
		ValueDeserializer<Object> deserializer = this.byIndex.get(index);
		if (deserializer == null) {
			deserializer = Objects.requireNonNull(context.findRootValueDeserializer(this.attributes.type(index)));
			this.byIndex.set(index, deserializer);
		}
		return deserializer;
	}

	/** Returns the deserializer of the record that contains all attributes. */
	ValueDeserializer<Object> ofRecord(DeserializationContext context) {
		ValueDeserializer<Object> deserializer = this.ofRecord;
		if (deserializer == null) {
			deserializer = Objects.requireNonNull(context.findRootValueDeserializer(this.attributes.storedType()));
			this.ofRecord = deserializer;
		}
		return deserializer;
	}

}
