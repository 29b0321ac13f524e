package io.eventsourcing.autoconfigure.aggregate;

import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventParameter;
import io.eventsourcing.domain.EventType;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;

/**
 * What a native image has to know about aggregates: the members of their classes, which
 * are called for events, and the types of the attributes, which are written as JSON.
 */
final class AggregateHints {

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	private final List<Class<? extends Aggregate>> types;

	AggregateHints(List<Class<? extends Aggregate>> types) {
		this.types = types;
	}

	void register(RuntimeHints hints) {
		for (Class<? extends Aggregate> type : this.types) {
			for (Class<?> each = type; each != Aggregate.class; each = each.getSuperclass()) {
				registerMembers(hints, each);
			}
			for (EventType event : EventType.of(type)) {
				registerAttributes(hints, event);
			}
		}
	}

	/** Records of events are included, because they may declare upcasting steps. */
	private static void registerMembers(RuntimeHints hints, Class<?> type) {
		hints.reflection()
			.registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS,
					MemberCategory.ACCESS_DECLARED_FIELDS);
	}

	private void registerAttributes(RuntimeHints hints, EventType event) {
		for (EventParameter parameter : event.parameters()) {
			this.binding.registerReflectionHints(hints.reflection(), parameter.type());
		}
		if (event.payloadType().isRecord()) {
			registerMembers(hints, event.payloadType());
			this.binding.registerReflectionHints(hints.reflection(), event.payloadType());
		}
	}

}
