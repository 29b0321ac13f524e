package io.eventsourcing.enhancer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EnhancerRules;
import net.bytebuddy.description.type.RecordComponentDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an aggregate class that has decorated members, apart from how its
 * constructors call each other.
 */
final class DefinitionRules {

	private final AggregateClass aggregate;

	private final List<Member> handlers;

	private final List<String> problems = new ArrayList<>();

	private DefinitionRules(AggregateClass aggregate, List<Member> members) {
		this.aggregate = aggregate;
		this.handlers = members.stream().filter(Member::isHandler).toList();
	}

	static List<String> problems(AggregateClass aggregate, List<Member> members) {
		DefinitionRules rules = new DefinitionRules(aggregate, members);
		rules.checkClass();
		if (isInner(aggregate.type())) {
			// its constructors have parameters that nobody wrote, so that more messages
			// only confuse
			return rules.problems;
		}
		Map<String, Member> byName = new HashMap<>();
		for (Member handler : rules.handlers) {
			rules.checkHandler(handler, byName);
		}
		return rules.problems;
	}

	private void checkClass() {
		TypeDescription type = this.aggregate.type();
		if (!this.aggregate.isAggregate()) {
			problem("it has members decorated with @Event but does not extend Aggregate");
		}
		if (isInner(type)) {
			problem("it is an inner, local or anonymous class: an aggregate must be a top-level or static nested class");
		}
		else if (this.aggregate.lacksCreation()) {
			TypeDescription creating = this.aggregate.creatingSuperclass();
			problem((creating != null)
					? "its superclass %s has a constructor that triggers its first event, so it must decorate one of its own with @Event"
						.formatted(creating.getName())
					: "no constructor is decorated, so that creating one would record no event: decorate it with "
							+ "@Event, or pass the first event to super(..) in a constructor with @Apply");
		}
	}

	private static boolean isInner(TypeDescription type) {
		return type.isLocalType() || type.isAnonymousType() || type.isMemberType() && !type.isStatic();
	}

	private void checkHandler(Member handler, Map<String, Member> byName) {
		if (handler.event() != null && handler.apply() != null) {
			problem("%s has both @Event and @Apply: remove one of them".formatted(handler));
			return;
		}
		if (handler.method().isStatic() || handler.method().isAbstract() || handler.method().isNative()) {
			problem("%s is static, abstract or native and cannot be decorated: decorate a method of the object that has a body"
				.formatted(handler));
			return;
		}
		if (handler.isDecorated()) {
			checkParameters(handler);
		}
		String name = handler.eventName();
		String nameProblem = EnhancerRules.problem(name);
		if (nameProblem != null) {
			problem(handler + ": " + nameProblem);
		}
		Member other = byName.putIfAbsent(name, handler);
		if (other != null) {
			problem("%s and %s have the same event name '%s': give one of them another".formatted(other, handler,
					name));
		}
	}

	private void checkParameters(Member handler) {
		for (TypeDescription type : handler.parameterTypes()) {
			String kind = unstorable(type);
			if (kind != null) {
				problem("%s has a parameter of type %s, %s, which no event can keep".formatted(handler,
						type.getSimpleName(), kind));
			}
		}
		TypeDescription recordType = handler.recordType();
		if (recordType != null) {
			List<TypeDescription> components = recordType.getRecordComponents()
				.stream()
				.map(RecordComponentDescription::getType)
				.map(TypeDescription.Generic::asErasure)
				.toList();
			if (!components.equals(handler.parameterTypes())) {
				problem("the parameters of %s do not match the components of %s in number, order and type"
					.formatted(handler, recordType.getSimpleName()));
			}
			return;
		}
		List<String> names = handler.parameterNames();
		if (names == null) {
			problem("the parameter names of %s are unknown: compile with -parameters or -g".formatted(handler));
		}
		else if (names.stream().anyMatch((name) -> EnhancerRules.problem(name) != null)) {
			problem("the parameters of %s must be named by Java identifiers, not %s".formatted(handler, names));
		}
	}

	private static @Nullable String unstorable(TypeDescription type) {
		if (type.isAssignableTo(Aggregate.class)) {
			return "an aggregate (pass its id)";
		}
		boolean code = type.represents(Runnable.class) || type.represents(Callable.class)
				|| type.getName().startsWith("java.util.function.") || type.getName().startsWith("java.util.stream.");
		return code ? "code instead of data" : null;
	}

	private void problem(String problem) {
		this.problems.add(problem);
	}

}
