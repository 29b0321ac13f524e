package io.eventsourcing.enhancer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.MemberDescription;
import io.eventsourcing.domain.MemberRules;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * The rules for an aggregate class that has decorated members, except those about the
 * constructors that its constructors call.
 */
final class DefinitionRules {

	/** What Kotlin names the receiver of an extension function, before its name. */
	private static final String KOTLIN_RECEIVER = "$this$";

	private final AggregateClass aggregate;

	private final List<String> problems = new ArrayList<>();

	private DefinitionRules(AggregateClass aggregate) {
		this.aggregate = aggregate;
	}

	static List<String> problems(AggregateClass aggregate, List<Member> members) {
		DefinitionRules rules = new DefinitionRules(aggregate);
		rules.checkClass();
		if (aggregate.isInner()) {
			// its constructors have parameters that are not in the source code, so
			// further messages would only confuse
			return rules.problems;
		}
		if (members.stream().anyMatch(Member::hasGeneratedOverloads)) {
			// they repeat the annotations, so further messages would only confuse
			members.stream().filter(Member::hasGeneratedOverloads).forEach(rules::reportOverloads);
			return rules.problems;
		}
		List<MemberDescription> handlers = descriptions(members);
		rules.problems.addAll(MemberRules.problems(handlers, descriptions(aggregate.inheritedMethods())));
		members.stream().filter(Member::isDecorated).forEach(rules::checkParameterTypes);
		members.stream()
			.filter((member) -> member.needsNames() && member.hasBody())
			.forEach(rules::checkParameterNames);
		return rules.problems;
	}

	private static List<MemberDescription> descriptions(List<Member> members) {
		return members.stream().filter(Member::isHandler).map(Member::description).toList();
	}

	private void checkClass() {
		if (!this.aggregate.isAggregate()) {
			problem("it has members with @Event or @Apply but does not extend Aggregate");
		}
		if (this.aggregate.isInner()) {
			problem(MemberRules.INNER_CLASS);
		}
		else if (this.aggregate.lacksCreation()) {
			problem(noCreation());
		}
	}

	private String noCreation() {
		if (this.aggregate.isAnnotatedInKotlin()) {
			return "it is annotated with @Event, but its constructor is not: write class %s @Event constructor(..)"
				.formatted(this.aggregate.type().getSimpleName());
		}
		TypeDescription creating = this.aggregate.creatingSuperclass();
		return (creating != null)
				? "its superclass %s has a constructor that triggers its first event, so it must decorate one of its own with @Event"
					.formatted(creating.getName())
				: MemberRules.NO_CREATION;
	}

	private void reportOverloads(Member member) {
		problem("%s has @JvmOverloads, which generates overloads with the same event: remove @JvmOverloads, without which default arguments work in Kotlin"
			.formatted(member));
	}

	private void checkParameterTypes(Member member) {
		for (TypeDescription type : member.parameterTypes()) {
			String kind = unstorable(type);
			if (kind != null) {
				problem("%s has a parameter of type %s, %s, which no event can keep".formatted(member,
						type.getSimpleName(), kind));
			}
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

	private void checkParameterNames(Member member) {
		List<String> names = member.parameterNames();
		if (names == null) {
			problem("the parameter names of %s are unknown: compile with -parameters or -g".formatted(member));
		}
		else if (!names.isEmpty() && names.get(0).startsWith(KOTLIN_RECEIVER)) {
			problem("%s is an extension function, whose receiver has no name: make the receiver a parameter"
				.formatted(member));
		}
		else if (!names.stream().allMatch(MemberRules::isValidParameterName)) {
			problem("the parameters of %s must be named by Java identifiers, not %s".formatted(member, names));
		}
	}

	private void problem(String problem) {
		this.problems.add(problem);
	}

}
