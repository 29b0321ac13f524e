package io.eventsourcing.domain;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the decorated members of an aggregate class. The enhancer applies them to
 * class files, {@link ClassReader} applies them to classes: with or without a build
 * plugin, the same class is rejected for the same reasons.
 */
@Internal
public final class MemberRules {

	/** The problem of a class that needs an outer instance or has no name. */
	public static final String INNER_CLASS = "it is an inner, local or anonymous class: an aggregate must be a top-level or static nested class";

	/** The problem of a class that can be instantiated without a first event. */
	public static final String NO_CREATION = "no constructor is decorated, so that creating one would record no event: decorate it with "
			+ "@Event, or pass the first event to super(..) in a constructor with @Apply";

	private static final int NO_BODY_OR_OBJECT = Modifier.STATIC | Modifier.ABSTRACT | Modifier.NATIVE;

	private final List<String> problems = new ArrayList<>();

	private final Map<String, MemberDescription> byName = new HashMap<>();

	/** The members with {@link Apply}, by the names of the records that they apply. */
	private final Map<String, MemberDescription> applied = new HashMap<>();

	private @Nullable MemberDescription forEveryEvent;

	private MemberRules() {
	}

	/**
	 * Checks the members of a class.
	 * @param declared the decorated members that the class declares
	 * @param inherited the decorated methods of its superclasses, the nearest first
	 * @return all problems with their fixes, one sentence each
	 */
	public static List<String> problems(List<MemberDescription> declared, List<MemberDescription> inherited) {
		MemberRules rules = new MemberRules();
		declared.forEach(rules::check);
		Set<String> hidden = new HashSet<>(rules.byName.keySet());
		for (MemberDescription member : inherited) {
			if (!member.isForEveryEvent() && hidden.add(member.eventName())) {
				rules.checkInherited(member);
			}
		}
		return rules.problems;
	}

	/** Returns whether a parameter of this name can become an argument of an event. */
	public static boolean isValidParameterName(String name) {
		return EventNames.isIdentifier(name);
	}

	private void check(MemberDescription member) {
		String problem = problem(member);
		if (problem != null) {
			this.problems.add(problem);
			return;
		}
		if (member.isForEveryEvent()) {
			checkForEveryEvent(member);
			return;
		}
		MemberDescription other = this.byName.putIfAbsent(member.eventName(), member);
		if (other != null) {
			this.problems.add("%s and %s have the same event name '%s': give one of them another".formatted(other,
					member, member.eventName()));
			return;
		}
		MemberDescription.TypeName record = member.appliedRecord();
		MemberDescription rival = (record != null) ? this.applied.putIfAbsent(record.name(), member) : null;
		if (record != null && rival != null) {
			this.problems.add(
					"%s and %s both have @Apply for %s, so that it is undefined which of them trigger(..) would call: remove one of them, or give one its own record"
						.formatted(rival, member, record.simpleName()));
		}
	}

	private void checkForEveryEvent(MemberDescription member) {
		MemberDescription rival = this.forEveryEvent;
		if (rival != null) {
			this.problems
				.add("%s and %s both have @Apply for every event, so that their order is undefined: combine them"
					.formatted(rival, member));
		}
		this.forEveryEvent = member;
	}

	private void checkInherited(MemberDescription inherited) {
		MemberDescription.TypeName record = inherited.appliedRecord();
		MemberDescription rival = (record != null) ? this.applied.get(record.name()) : null;
		if (record != null && rival != null) {
			this.problems.add(
					"%s has @Apply for %s under the event name '%s', and %s of its superclass %s under '%s': use the same name to replace the inherited one, or give one of them its own record"
						.formatted(rival, record.simpleName(), rival.eventName(), inherited, inherited.owner(),
								inherited.eventName()));
		}
	}

	private static @Nullable String problem(MemberDescription member) {
		if (member.event() != null && member.apply() != null) {
			return "%s has both @Event and @Apply: remove one of them".formatted(member);
		}
		if ((member.modifiers() & NO_BODY_OR_OBJECT) != 0) {
			return "%s is static, abstract or native and cannot be decorated: decorate a method of the object that has a body"
				.formatted(member);
		}
		if (isSuspending(member)) {
			return "%s is a suspend function, whose body may continue after the call has returned: decorate a function that does not suspend, and call that"
				.formatted(member);
		}
		if (member.isForEveryEvent()) {
			return (member.apply() != null && !member.apply().eventName().isEmpty())
					? "%s has @Apply for every event, so it cannot name one: remove the name '%s'".formatted(member,
							member.apply().eventName())
					: null;
		}
		MemberDescription.TypeName record = member.recordType();
		if (member.apply() != null && record == null) {
			return "%s has @Apply, so it must have one parameter: a record, or a DomainEvent if it is a method to be called after every event"
				.formatted(member);
		}
		if (member.event() != null && record != null && !matches(member, record)) {
			return "the parameters of %s do not match the components of %s in number, order and type".formatted(member,
					record.simpleName());
		}
		String headerProblem = HeaderRules.problem(member);
		if (headerProblem != null) {
			return headerProblem;
		}
		String nameProblem = EventNames.problem(member.eventName());
		return (nameProblem != null) ? member + ": " + nameProblem : null;
	}

	private static boolean matches(MemberDescription member, MemberDescription.TypeName record) {
		List<MemberDescription.Component> components = record.components();
		return components != null && member.parameters()
			.stream()
			.map((parameter) -> parameter.type().name())
			.toList()
			.equals(components.stream().map(MemberDescription.Component::type).toList());
	}

	/**
	 * Returns whether the last parameter is the continuation that Kotlin passes to a
	 * {@code suspend} function.
	 */
	private static boolean isSuspending(MemberDescription member) {
		int last = member.parameters().size() - 1;
		return last >= 0 && "kotlin.coroutines.Continuation".equals(member.parameters().get(last).type().name());
	}

}
