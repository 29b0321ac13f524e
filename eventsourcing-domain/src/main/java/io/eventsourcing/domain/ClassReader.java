package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the handlers of an aggregate class by reflection, and checks the rules that
 * reflection can check. The enhancer also checks the bodies of constructors and the names
 * of parameters.
 */
final class ClassReader {

	private final Class<? extends Aggregate> type;

	private final MethodHandles.Lookup lookup;

	private final List<String> problems = new ArrayList<>();

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
			// not later, when its first object is being rebuilt: static fields may then
			// contain other aggregates
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

	/**
	 * Returns the handlers by the key of their member: its name and descriptor.
	 * @param inherited the handlers of the superclasses, the nearest first
	 */
	Map<String, Handler> handlers(Collection<Handler> inherited) {
		Map<Executable, MemberDescription> members = MemberReader.decorated(this.type);
		if (this.enhancedMembers == null && members.values().stream().anyMatch((member) -> member.event() != null)) {
			throw LoadTimeEnhancement.failure(this.type, NotEnhancedException.DECORATED);
		}
		if (this.type.isLocalClass() || this.type.isAnonymousClass()
				|| this.type.isMemberClass() && !Modifier.isStatic(this.type.getModifiers())) {
			this.problems.add(MemberRules.INNER_CLASS);
		}
		if (this.type.isAnnotationPresent(Event.class)) {
			this.problems.add(
					"it is annotated with @Event, which belongs on its members and on the records of its events: use @AggregateName to name the class");
		}
		this.problems.addAll(MemberRules.problems(List.copyOf(members.values()),
				inherited.stream().map(Handler::member).map(MemberReader::describe).toList()));
		Map<String, Handler> handlers = new LinkedHashMap<>();
		if (this.problems.isEmpty()) {
			members.forEach((member, description) -> {
				if (!description.isForEveryEvent()) {
					add(member, description, handlers);
				}
			});
		}
		if (!this.problems.isEmpty()) {
			throw new AggregateDefinitionException(this.type.getName(), this.problems);
		}
		return handlers;
	}

	private void add(Executable member, MemberDescription description, Map<String, Handler> handlers) {
		String key = MemberReader.key(member);
		List<String> names = (this.enhancedMembers != null) ? this.enhancedMembers.get(key) : null;
		MemberDescription.Decoration event = description.event();
		boolean byName = event != null && event.recordType() == null;
		if (event != null && names == null
				|| byName && names != null && names.size() != description.parameters().size()) {
			this.problems.add("%s was not known when the class was enhanced: rebuild it".formatted(description));
			return;
		}
		try {
			Payload payload = (byName && names != null)
					? Payload.ByName.of(member, names, HeaderSlots.of(description.roles(names), names))
					: payload(member, description);
			handlers.put(key, new Handler(description.eventName(), aliases(member, payload.type()), member,
					handle(member), payload, ArgumentCopier.of(member.getGenericParameterTypes()), names != null));
		}
		catch (ReflectiveOperationException ex) {
			this.problems.add("%s cannot be called: %s".formatted(description, ex));
		}
	}

	/**
	 * Returns the earlier names of an event, which the member or its record specify.
	 */
	private List<String> aliases(Executable member, Class<?> payloadType) {
		Set<String> aliases = new LinkedHashSet<>();
		Event onMember = MemberReader.annotated(member).getDeclaredAnnotation(Event.class);
		if (onMember != null) {
			aliases.addAll(List.of(onMember.aliases()));
		}
		Event onRecord = payloadType.getDeclaredAnnotation(Event.class);
		if (onRecord != null) {
			aliases.addAll(List.of(onRecord.aliases()));
			if (onRecord.type() != Record.class) {
				this.problems.add(
						"@Event on the record %s specifies a type: remove it, because the record itself carries the attributes"
							.formatted(payloadType.getSimpleName()));
			}
		}
		aliases.stream()
			.map(EventNames::problem)
			.filter(Objects::nonNull)
			.forEach((problem) -> this.problems
				.add("an alias of %s: %s".formatted(MemberReader.describe(member), problem)));
		return List.copyOf(aliases);
	}

	private static Payload payload(Executable member, MemberDescription description)
			throws ReflectiveOperationException {
		Event event = MemberReader.annotated(member).getDeclaredAnnotation(Event.class);
		Class<?> recordType = (event != null) ? event.type() : member.getParameterTypes()[0];
		RecordShape shape = RecordShape.of(recordType,
				MethodHandles.privateLookupIn(recordType, MethodHandles.lookup()));
		RecordHeader header = RecordHeader.of(shape, description.roles(null));
		return (event != null) ? new Payload.Components(shape, header) : new Payload.SingleRecord(shape, header);
	}

	/**
	 * Returns the methods to be called after each event: the inherited ones, except those
	 * that the class overrides, and that of the class itself.
	 */
	List<EveryEventMethod> everyEventMethods(List<EveryEventMethod> inherited) {
		List<EveryEventMethod> methods = new ArrayList<>();
		MemberReader.decorated(this.type).forEach((member, description) -> {
			if (description.isForEveryEvent()) {
				methods.add(EveryEventMethod.of((Method) member, this.lookup));
			}
		});
		methods.addAll(0,
				inherited.stream().filter((method) -> methods.stream().noneMatch(method::isOverriddenBy)).toList());
		return List.copyOf(methods);
	}

	private MethodHandle handle(Executable member) throws IllegalAccessException {
		return (member instanceof Constructor<?> constructor)
				? ClassModel.creator(this.lookup.unreflectConstructor(constructor))
				: ClassModel.applier(this.lookup.unreflectSpecial((Method) member, this.type));
	}

}
