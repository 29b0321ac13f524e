package io.eventsourcing.persistence.upcasting;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;
import org.jspecify.annotations.Nullable;

/**
 * Finds the methods with {@link Upcast} that an aggregate class, its superclasses and the
 * records of its events declare.
 */
final class DeclaredSteps {

	private static final MethodType VOID = MethodType.methodType(void.class, EventData.class);

	private static final MethodType REPLACING = MethodType.methodType(Upcasted.class, EventData.class);

	private final Map<String, EventType> events = new LinkedHashMap<>();

	private final List<UpcastStep> steps = new ArrayList<>();

	private DeclaredSteps(Class<? extends Aggregate> type) {
		EventType.of(type).forEach((each) -> this.events.put(each.name(), each));
		for (Class<?> owner = type; owner != Aggregate.class; owner = owner.getSuperclass()) {
			for (Method method : methods(owner)) {
				addOfAggregate(method);
			}
			requireStaticStepsOfCompanions(owner);
		}
		for (EventType each : this.events.values()) {
			if (each.payloadType().isRecord()) {
				methods(each.payloadType()).forEach((method) -> addOfRecord(each, method));
			}
		}
	}

	static List<UpcastStep> of(Class<? extends Aggregate> type) {
		return new DeclaredSteps(type).steps;
	}

	/**
	 * Rejects steps that a companion object of Kotlin declares but that are not static,
	 * and would be ignored. Those that are static exist in the companion object as well.
	 */
	private static void requireStaticStepsOfCompanions(Class<?> owner) {
		for (Class<?> nested : owner.getDeclaredClasses()) {
			for (Method method : methods(nested)) {
				if (!Modifier.isStatic(method.getModifiers())
						&& methods(owner).stream().noneMatch((each) -> each.getName().equals(method.getName()))) {
					throw invalid(method, "is not static",
							"Make it static: add @JvmStatic if it is a function of a companion object in Kotlin.");
				}
			}
		}
	}

	private static List<Method> methods(Class<?> owner) {
		return Arrays.stream(owner.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Upcast.class))
			.sorted(Comparator.comparing(Method::getName))
			.toList();
	}

	private void addOfAggregate(Method method) {
		Upcast upcast = method.getAnnotation(Upcast.class);
		if (upcast.event().isEmpty()) {
			throw invalid(method, "does not name an event", "Add event = \"..\", the name of an event of the class.");
		}
		EventType event = this.events.get(upcast.event());
		Class<?> owner = method.getDeclaringClass();
		if (event == null || event.declaringType() == owner) {
			add(method, upcast, upcast.event());
		}
		else if (event.declaringType().isAssignableFrom(owner)) {
			throw invalid(method, "applies to the event %s, which %s declares".formatted(event.name(),
					event.declaringType().getName()), "Move the method to that class.");
		}
		// else the class has an event of its own that hides the one of this superclass
	}

	private void addOfRecord(EventType event, Method method) {
		Upcast upcast = method.getAnnotation(Upcast.class);
		if (!upcast.event().isEmpty()) {
			throw invalid(method, "names the event " + upcast.event(),
					"Omit event = \"..\": a step of a record applies to the events that carry the record.");
		}
		add(method, upcast, event.name());
	}

	private void add(Method method, Upcast upcast, String event) {
		MethodType form = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
		boolean replaces = form.equals(REPLACING);
		if (!Modifier.isStatic(method.getModifiers()) || !(replaces || form.equals(VOID))) {
			throw invalid(method, "is not a step",
					"It must be static, have one parameter of type EventData, and return void or Upcasted.");
		}
		if (upcast.becomes().length > 0 && !replaces) {
			throw invalid(method, "declares 'becomes' but cannot split the event", "Return an Upcasted.");
		}
		this.steps.add(new UpcastStep(event, upcast.from(), Set.of(upcast.becomes()), replaces, name(method),
				replaces ? replacing(handle(method)) : changing(handle(method))));
	}

	private static MethodHandle handle(Method method) {
		try {
			method.setAccessible(true);
			return MethodHandles.lookup().unreflect(method);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Function<EventData, Upcasted> changing(MethodHandle step) {
		return (data) -> {
			try {
				step.invokeExact(data);
				return Upcasted.same(data);
			}
			catch (Throwable ex) {
				throw unchecked(ex);
			}
		};
	}

	private static Function<EventData, Upcasted> replacing(MethodHandle step) {
		return (data) -> {
			try {
				return (@Nullable Upcasted) step.invokeExact(data);
			}
			catch (Throwable ex) {
				throw unchecked(ex);
			}
		};
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
		throw (X) thrown;
	}

	private static UpcastingDefinitionException invalid(Method method, String problem, String fix) {
		return new UpcastingDefinitionException("The method %s with @Upcast %s.".formatted(name(method), problem), fix);
	}

	private static String name(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName();
	}

}
