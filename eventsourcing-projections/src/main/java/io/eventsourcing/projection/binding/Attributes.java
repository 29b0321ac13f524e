package io.eventsourcing.projection.binding;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventParameter;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Recording;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * The attributes of the events of one type by name, whether an event carries them as
 * arguments or in a record. An event can therefore change from arguments to a record
 * without changes to its handlers.
 */
final class Attributes {

	private record Attribute(Class<?> type, Argument value) {
	}

	private final Map<String, Attribute> byName = new LinkedHashMap<>();

	Attributes(EventType type) {
		if (type.payloadType() == EventArguments.class) {
			int index = 0;
			for (EventParameter parameter : type.parameters()) {
				this.byName.put(parameter.name(), new Attribute(parameter.rawType(), argument(index++)));
			}
		}
		else {
			for (RecordComponent component : type.payloadType().getRecordComponents()) {
				this.byName.put(component.getName(), new Attribute(component.getType(), argument(component)));
			}
		}
	}

	private static Argument argument(int index) {
		return (recording) -> ((EventArguments) recording.event().payload()).get(index);
	}

	private static Argument argument(RecordComponent component) {
		Method method = component.getAccessor();
		ReflectionUtils.makeAccessible(method);
		try {
			MethodHandle accessor = MethodHandles.lookup()
				.unreflect(method)
				.asType(MethodType.methodType(Object.class, Object.class));
			return (recording) -> accessor.invokeExact(recording.event().payload());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(method + " has not been made accessible", ex);
		}
	}

	Set<String> names() {
		return this.byName.keySet();
	}

	@Nullable Class<?> type(String name) {
		Attribute attribute = this.byName.get(name);
		return (attribute != null) ? attribute.type() : null;
	}

	@Nullable Argument argument(String name) {
		Attribute attribute = this.byName.get(name);
		return (attribute != null) ? attribute.value() : null;
	}

}
