package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The handlers of events of other applications, which convert their attributes, but
 * cannot apply them.
 */
final class ForeignEvents {

	private static final Method REFUSE = refuse();

	private static final MethodHandle REFUSE_HANDLE = handle();

	private ForeignEvents() {
	}

	static Handler handler(Topic topic, List<EventParameter> attributes) {
		List<EventParameter> parameters = attributes.stream()
			.map((each) -> new EventParameter(each.name(), each.type(), each.rawType(), Aggregate.class))
			.toList();
		return handler(topic, Payload.ByName.of(parameters, null));
	}

	static Handler handler(Topic topic, Class<?> recordType) {
		if (!recordType.isRecord()) {
			throw new IllegalArgumentException(recordType.getName() + " is not a record");
		}
		try {
			RecordShape shape = RecordShape.of(recordType,
					MethodHandles.privateLookupIn(recordType, MethodHandles.lookup()));
			return handler(topic,
					new Payload.Components(shape, RecordHeader.of(shape, MemberReader.componentRoles(recordType))));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException("The record %s is not accessible".formatted(recordType.getName()), ex);
		}
	}

	private static Handler handler(Topic topic, Payload payload) {
		return new Handler(topic.eventType(), List.of(), REFUSE, REFUSE_HANDLE, payload, ArgumentCopier.of(new Type[0]),
				false);
	}

	private static Method refuse() {
		try {
			return ForeignEvents.class.getDeclaredMethod("refuse", Aggregate.class, Object[].class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandle handle() {
		try {
			return MethodHandles.lookup().unreflect(REFUSE);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("unused")
	private static void refuse(Aggregate aggregate, @Nullable Object[] arguments) {
		throw new EventSourcingException("An event of another application cannot be applied to an aggregate");
	}

}
