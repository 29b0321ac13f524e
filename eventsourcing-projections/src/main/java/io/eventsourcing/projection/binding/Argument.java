package io.eventsourcing.projection.binding;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import io.eventsourcing.persistence.Recording;
import org.jspecify.annotations.Nullable;

/** The source of an argument of a handler method for events of one type. */
@FunctionalInterface
interface Argument {

	/** The event with its id, time and version. */
	Argument RECORDING = (recording) -> recording;

	/** The event without its notification id. */
	Argument EVENT = Recording::event;

	/** The id of the aggregate. */
	Argument AGGREGATE_ID = (recording) -> recording.event().originatorId();

	/** The attributes of the event. */
	Argument PAYLOAD = (recording) -> recording.event().payload();

	@Nullable Object of(Recording recording) throws Throwable;

	/** Returns a handle that takes a recording and returns the argument as the type. */
	default MethodHandle handle(Class<?> type) {
		try {
			return MethodHandles.lookup()
				.findVirtual(Argument.class, "of", MethodType.methodType(Object.class, Recording.class))
				.bindTo(this)
				.asType(MethodType.methodType(type, Recording.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
