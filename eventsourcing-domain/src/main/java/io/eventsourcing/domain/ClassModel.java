package io.eventsourcing.domain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The handlers, event types and state fields of an aggregate class. Created once per
 * class and unloaded with it.
 */
final class ClassModel {

	static final MethodType CREATOR = MethodType.methodType(Object.class, Object[].class);

	static final MethodType APPLIER = MethodType.methodType(void.class, Aggregate.class, Object[].class);

	static final MethodType GETTER = MethodType.methodType(Object.class, Aggregate.class);

	private static final ClassValue<ClassModel> MODELS = new ClassValue<>() {

		@Override
		protected ClassModel computeValue(Class<?> type) {
			return (type == Aggregate.class) ? new ClassModel() : new ClassModel(type.asSubclass(Aggregate.class));
		}

	};

	private final Class<? extends Aggregate> type;

	private final Map<String, Handler> declared;

	private final Map<String, EventType> byName = new LinkedHashMap<>();

	private final Map<Class<?>, EventType> explicit = new HashMap<>();

	private final StateFields state;

	private final List<EveryEventMethod> everyEventMethods;

	private ClassModel() {
		this.type = Aggregate.class;
		this.declared = Map.of();
		this.state = StateFields.none();
		this.everyEventMethods = List.of();
	}

	private ClassModel(Class<? extends Aggregate> type) {
		this.type = type;
		ClassModel parent = of(type.getSuperclass());
		ClassReader reader = new ClassReader(type);
		LoadTimeEnhancement.logWarnings(type);
		List<Handler> inherited = parent.inheritable();
		this.declared = reader.handlers(inherited);
		this.state = reader.state(parent.state);
		this.everyEventMethods = reader.everyEventMethods(parent.everyEventMethods);
		requireEnhancedConstructors();
		this.declared.values().forEach(this::add);
		inherited.stream().filter((handler) -> !this.byName.containsKey(handler.name())).forEach(this::add);
	}

	/**
	 * Returns the handlers that subclasses inherit: all except those of constructors.
	 */
	private List<Handler> inheritable() {
		return this.byName.values()
			.stream()
			.map(EventType::handler)
			.filter((handler) -> !handler.isConstructor())
			.toList();
	}

	static ClassModel of(Class<?> type) {
		return MODELS.get(type);
	}

	private void add(Handler handler) {
		EventType eventType = new EventType(this.type, handler);
		this.byName.put(handler.name(), eventType);
		if (handler.isExplicit()) {
			this.explicit.put(handler.payloadType(), eventType);
		}
	}

	Class<? extends Aggregate> type() {
		return this.type;
	}

	StateFields state() {
		return this.state;
	}

	Collection<EventType> eventTypes() {
		return this.byName.values();
	}

	/** Returns the handler of a member that this class itself declares. */
	Handler declared(String member) {
		Handler handler = this.declared.get(member);
		if (handler == null) {
			throw new EventSourcingException("%s has changed since it was enhanced: %s is not decorated. Rebuild it."
				.formatted(this.type.getName(), member));
		}
		return handler;
	}

	/** Returns the type of the event that a call on an object of this class triggers. */
	EventType decorated(Class<?> owner, String member) {
		Handler handler = of(owner).declared(member);
		EventType eventType = this.byName.get(handler.name());
		if (eventType == null || eventType.handler() != handler) {
			throw new EventSourcingException(
					"The event '%s' of %s is hidden by %s, which has its own: call that one, or give one of them another name"
						.formatted(handler.name(), owner.getName(), this.type.getName()));
		}
		return eventType;
	}

	/** Returns the type of the event that a record triggers. */
	EventType explicit(Class<?> recordType, boolean creation) {
		EventType eventType = this.explicit.get(recordType);
		if (eventType == null || eventType.isCreation() != creation) {
			throw new EventSourcingException("%s has no %s with @Apply for %s, only for %s".formatted(
					this.type.getName(), creation ? "constructor" : "method", recordType.getSimpleName(),
					this.explicit.keySet().stream().map(Class::getSimpleName).sorted().toList()));
		}
		return eventType;
	}

	/**
	 * Calls the methods that take every event, those of superclasses first.
	 * @param event an event whose own body has just returned
	 */
	void afterBody(Aggregate aggregate, DomainEvent event) {
		if (!this.everyEventMethods.isEmpty()) {
			// a new event has no metadata yet, so a body must never see any
			DomainEvent visible = event.withoutMetadata();
			this.everyEventMethods.forEach((method) -> method.call(aggregate, visible));
		}
	}

	/**
	 * Fails if the end of the body of a constructor would not be reported, after which
	 * methods must be called.
	 */
	private void requireEnhancedConstructors() {
		if (!this.everyEventMethods.isEmpty() && this.declared.values()
			.stream()
			.anyMatch((handler) -> handler.isConstructor() && !handler.isEnhanced())) {
			throw LoadTimeEnhancement.failure(this.type, NotEnhancedException.EVERY_EVENT);
		}
	}

	void requireDecoratedConstructor() {
		boolean present = this.declared.values()
			.stream()
			.anyMatch((handler) -> handler.isConstructor() && !handler.isExplicit());
		if (!present) {
			throw new AggregateDefinitionException(this.type.getName(), List.of(MemberRules.NO_CREATION));
		}
	}

	static MethodHandle creator(MethodHandle constructor) {
		MethodHandle fixed = constructor.asFixedArity();
		return fixed.asSpreader(Object[].class, fixed.type().parameterCount()).asType(CREATOR);
	}

	static MethodHandle applier(MethodHandle method) {
		MethodHandle fixed = method.asFixedArity();
		return fixed.asSpreader(Object[].class, fixed.type().parameterCount() - 1).asType(APPLIER);
	}

	@Override
	public String toString() {
		return this.type.getName() + this.byName.keySet();
	}

}
