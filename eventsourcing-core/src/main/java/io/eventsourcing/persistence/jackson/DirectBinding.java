package io.eventsourcing.persistence.jackson;

import java.math.BigDecimal;
import java.util.Map;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.persistence.jackson.shape.EventAttributes;
import io.eventsourcing.upcasting.EventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.util.ClassUtil;

/**
 * Binds events of older versions without converting them to JSON again, if their values
 * already have the types of the attributes, as is usual. This takes a fifth of the time.
 */
final class DirectBinding {

	/** The classes of parsed values by the types that they can be without conversion. */
	private static final Map<Class<?>, Class<?>> DIRECT = Map.of(String.class, String.class, int.class, Integer.class,
			Integer.class, Integer.class, boolean.class, Boolean.class, Boolean.class, Boolean.class, BigDecimal.class,
			BigDecimal.class);

	private final EventAttributes attributes;

	/** The expected class of each value, or null if it must be converted. */
	private final @Nullable Class<?>[] classes;

	DirectBinding(AttributeDeserializers deserializers, DeserializationContext context) {
		this.attributes = deserializers.attributes();
		this.classes = new @Nullable Class<?>[this.attributes.count()];
		for (int i = 0; i < this.classes.length; i++) {
			Class<?> direct = DIRECT.get(this.attributes.type(i).getRawClass());
			boolean standard = direct != null && ClassUtil.isJacksonStdImpl(deserializers.of(i, context));
			this.classes[i] = standard ? direct : null;
		}
	}

	/**
	 * Returns the attributes, or null if a value has to be converted or a name does not
	 * fit.
	 */
	@Nullable EventArguments bind(EventData data) {
		int count = this.attributes.count();
		if (!this.attributes.areByName() || data.names().size() != count) {
			return null;
		}
		@Nullable Object[] values = new @Nullable Object[count];
		for (int i = 0; i < count; i++) {
			Object value = data.get(this.attributes.name(i).getValue());
			if (value == null || value.getClass() != this.classes[i]) {
				return null;
			}
			values[i] = value;
		}
		return this.attributes.eventType().arguments(values);
	}

}
