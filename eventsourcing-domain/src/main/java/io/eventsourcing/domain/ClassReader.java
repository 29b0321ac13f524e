package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the handlers of an aggregate class by reflection and checks what can be checked
 * that way. The enhancer has checked more.
 */
final class ClassReader {

	private final Class<? extends Aggregate> type;

	private final MethodHandles.Lookup lookup;

	private final List<String> problems = new ArrayList<>();

	private final Map<String, Handler> byName = new HashMap<>();

	/**
	 * The parameter names of the decorated members; null if the class is not enhanced.
	 */
	private final @Nullable Map<String, List<String>> enhancedMembers;

	ClassReader(Class<? extends Aggregate> type) {
		this.type = type;
		this.lookup = lookup(type);
		this.enhancedMembers = enhancedMembers(type);
	}

	private static MethodHandles.Lookup lookup(Class<?> type) {
		try {
			MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
			// not later, when its first object is being rebuilt: static fields may hold
			// others
			lookup.ensureInitialized(type);
			return lookup;
		}
		catch (IllegalAccessException ex) {
			throw new AggregateDefinitionException(type.getName(),
					List.of("the module '%s' must open the package %s to '%s'".formatted(type.getModule().getName(),
							type.getPackageName(), Aggregate.class.getModule().getName())));
		}
	}

	private static @Nullable Map<String, List<String>> enhancedMembers(Class<?> type) {
		Enhanced marker = type.getDeclaredAnnotation(Enhanced.class);
		if (marker == null) {
			return null;
		}
		if (marker.version() != EnhancedCode.VERSION) {
			throw new AggregateDefinitionException(type.getName(),
					List.of("it was enhanced by another version of this library (%d, not %d): rebuild it"
						.formatted(marker.version(), EnhancedCode.VERSION)));
		}
		Map<String, List<String>> members = new HashMap<>();
		for (String member : marker.members()) {
			List<String> words = List.of(member.split(" "));
			members.put(words.get(0), words.subList(1, words.size()));
		}
		return members;
	}

	StateFields state(StateFields inherited) {
		try {
			return inherited.with(this.type, this.lookup);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The handlers by member: its name and descriptor. */
	Map<String, Handler> handlers() {
		Map<String, Handler> handlers = new LinkedHashMap<>();
		if (this.type.isLocalClass() || this.type.isAnonymousClass()
				|| this.type.isMemberClass() && !Modifier.isStatic(this.type.getModifiers())) {
			problem("it is an inner, local or anonymous class: an aggregate must be a top-level or static nested class");
		}
		for (Executable member : members()) {
			Event event = member.getDeclaredAnnotation(Event.class);
			Apply apply = member.getDeclaredAnnotation(Apply.class);
			Handler handler = (event != null || apply != null) ? handler(member, event, apply) : null;
			if (handler != null) {
				handlers.put(key(member), handler);
			}
		}
		if (!this.problems.isEmpty()) {
			throw new AggregateDefinitionException(this.type.getName(), this.problems);
		}
		return handlers;
	}

	/** The members without those that the compiler made, which repeat annotations. */
	private List<Executable> members() {
		List<Executable> members = new ArrayList<>(Arrays.asList(this.type.getDeclaredConstructors()));
		members.addAll(Arrays.asList(this.type.getDeclaredMethods()));
		members.removeIf((member) -> member.isSynthetic() || member instanceof Method method && method.isBridge());
		return members;
	}

	private @Nullable Handler handler(Executable member, @Nullable Event event, @Nullable Apply apply) {
		if (event != null && apply != null) {
			return problem("%s has both @Event and @Apply: remove one of them".formatted(describe(member)));
		}
		if ((member.getModifiers() & (Modifier.STATIC | Modifier.ABSTRACT | Modifier.NATIVE)) != 0) {
			return problem(
					"%s is static, abstract or native and cannot be decorated: decorate a method of the object that has a body"
						.formatted(describe(member)));
		}
		if (event != null && this.enhancedMembers == null) {
			throw LoadTimeEnhancement.failure(this.type);
		}
		try {
			Handler handler = (event != null) ? decorated(member, event) : applied(member, apply);
			return (handler != null) ? checked(handler) : null;
		}
		catch (ReflectiveOperationException ex) {
			return problem("%s cannot be called: %s".formatted(describe(member), ex));
		}
	}

	private @Nullable Handler decorated(Executable member, Event event) throws ReflectiveOperationException {
		Class<?>[] types = member.getParameterTypes();
		List<String> names = (this.enhancedMembers != null) ? this.enhancedMembers.get(key(member)) : null;
		if (names == null || event.type() == Record.class && names.size() != types.length) {
			return problem("%s was not known when the class was enhanced: rebuild it".formatted(describe(member)));
		}
		if (event.type() == Record.class) {
			return handler(EventNames.of(member, event), member, Payload.ByName.of(member, names));
		}
		RecordShape shape = shape(event.type());
		Class<?>[] components = Arrays.stream(event.type().getRecordComponents())
			.map((component) -> component.getType())
			.toArray(Class<?>[]::new);
		if (!Arrays.equals(types, components)) {
			return problem("the parameters of %s do not match the components of %s in number, order and type"
				.formatted(describe(member), event.type().getSimpleName()));
		}
		return handler(EventNames.of(member, event), member, new Payload.Components(shape));
	}

	private @Nullable Handler applied(Executable member, @Nullable Apply apply) throws ReflectiveOperationException {
		Class<?>[] types = member.getParameterTypes();
		if (apply == null || types.length != 1 || !types[0].isRecord()) {
			return problem("%s has @Apply, so it must have one parameter, a record".formatted(describe(member)));
		}
		return handler(EventNames.of(types[0], apply), member, new Payload.SingleRecord(shape(types[0])));
	}

	private RecordShape shape(Class<?> recordType) throws ReflectiveOperationException {
		return RecordShape.of(recordType, MethodHandles.privateLookupIn(recordType, MethodHandles.lookup()));
	}

	private Handler handler(String name, Executable member, Payload payload) throws IllegalAccessException {
		MethodHandle handle = (member instanceof Constructor<?> constructor)
				? ClassModel.creator(this.lookup.unreflectConstructor(constructor))
				: ClassModel.applier(this.lookup.unreflectSpecial((Method) member, this.type));
		boolean enhanced = this.enhancedMembers != null && this.enhancedMembers.containsKey(key(member));
		return new Handler(name, member, handle, payload, ArgumentCopier.of(member.getGenericParameterTypes()),
				enhanced);
	}

	private @Nullable Handler checked(Handler handler) {
		String problem = EventNames.problem(handler.name());
		if (problem != null) {
			return problem("%s: %s".formatted(describe(handler.member()), problem));
		}
		Handler other = this.byName.putIfAbsent(handler.name(), handler);
		if (other != null) {
			return problem("%s and %s have the same event name '%s': give one of them another"
				.formatted(describe(other.member()), describe(handler.member()), handler.name()));
		}
		return handler;
	}

	private @Nullable Handler problem(String problem) {
		this.problems.add(problem);
		return null;
	}

	private static String describe(Executable member) {
		String parameters = Arrays.stream(member.getParameterTypes())
			.map(Class::getSimpleName)
			.reduce((one, other) -> one + ", " + other)
			.orElse("");
		return ((member instanceof Constructor) ? "the constructor " + member.getDeclaringClass().getSimpleName()
				: "the method " + member.getName()) + "(" + parameters + ")";
	}

	/** The name and descriptor of a member, as enhanced code knows it. */
	private static String key(Executable member) {
		boolean constructor = member instanceof Constructor;
		Class<?> result = constructor ? void.class : ((Method) member).getReturnType();
		return (constructor ? "<init>" : member.getName())
				+ MethodType.methodType(result, member.getParameterTypes()).toMethodDescriptorString();
	}

}
