package io.eventsourcing.enhancer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.eventsourcing.domain.MemberDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * Checks that each way of creating an object of an aggregate class triggers exactly one
 * first event.
 */
final class ConstructorRules {

	private final AggregateClass aggregate;

	private final Map<String, Member> constructors = new HashMap<>();

	private final Map<String, ConstructorCalls.Call> calls;

	/** The constructors that creating constructors call with {@code this(..)}. */
	private final Set<Member> helpers = new HashSet<>();

	private final List<String> problems = new ArrayList<>();

	private ConstructorRules(AggregateClass aggregate, List<Member> members, ClassFileLocator locator) {
		this.aggregate = aggregate;
		this.calls = ConstructorCalls.of(aggregate.type(), locator);
		members.stream()
			.filter(Member::isConstructor)
			.forEach((constructor) -> this.constructors.put(constructor.method().getDescriptor(), constructor));
	}

	static List<String> problems(AggregateClass aggregate, List<Member> members, ClassFileLocator locator) {
		ConstructorRules rules = new ConstructorRules(aggregate, members, locator);
		members.stream().filter(Member::creates).forEach(rules::checkCreating);
		if (!aggregate.type().isAbstract() && !aggregate.lacksCreation()) {
			members.stream()
				.filter((member) -> member.isConstructor() && !member.creates())
				.forEach(rules::checkUndecorated);
		}
		return rules.problems;
	}

	private void checkCreating(Member constructor) {
		for (Member next = next(constructor); next != null; next = next(next)) {
			if (next.creates()) {
				problem("%s calls %s with this(..), and both trigger an event: decorate one of them"
					.formatted(constructor, next));
				return;
			}
			this.helpers.add(next);
		}
		if (!this.aggregate.extendsAggregateDirectly()) {
			return;
		}
		if (constructor.isDecorated()) {
			checkHeader(constructor);
		}
		boolean passesEvent = passesEvent(constructor);
		if (constructor.isDecorated() && passesEvent) {
			problem("%s calls super(Record), which triggers an event itself: remove that, or @Event"
				.formatted(constructor));
		}
		if (!constructor.isDecorated() && !passesEvent) {
			problem("%s has @Apply, so it must pass the event to super(..)".formatted(constructor));
		}
	}

	/** Checks that a given id and a given time are passed to the base class. */
	private void checkHeader(Member constructor) {
		String passed = lastCall(constructor).descriptor();
		if (constructor.hasRole(MemberDescription.Role.AGGREGATE_ID) && !passed.contains("Ljava/util/UUID;")) {
			problem("%s is given the id of the aggregate but does not pass it to super(..): call super(id), or rename the parameter if it is the id of something else"
				.formatted(constructor));
		}
		if (constructor.hasRole(MemberDescription.Role.EVENT_TIME) && !passed.contains("Ljava/time/Instant;")) {
			problem("%s has a parameter with @EventTime but does not pass it to super(..): call super(time) or super(id, time)"
				.formatted(constructor));
		}
	}

	private void checkUndecorated(Member constructor) {
		for (Member next = next(constructor); next != null; next = next(next)) {
			if (next.creates()) {
				return;
			}
		}
		if (!constructor.method().isPrivate() || !this.helpers.contains(constructor)) {
			problem("%s would record no event: decorate it with @Event, or delegate with this(..) to a constructor that is"
				.formatted(constructor));
		}
	}

	/**
	 * Returns the constructor of the same class that a constructor calls, if any. In
	 * Kotlin, a synthetic constructor that adds default arguments may be between them.
	 */
	private @Nullable Member next(Member constructor) {
		ConstructorCalls.@Nullable Call call = call(constructor);
		while (call != null && call.owner().equals(this.aggregate.type().getInternalName())) {
			Member next = this.constructors.get(call.descriptor());
			if (next != null) {
				return next;
			}
			call = this.calls.get(call.descriptor());
		}
		return null;
	}

	private boolean passesEvent(Member constructor) {
		return lastCall(constructor).descriptor().endsWith("Ljava/lang/Record;)V");
	}

	/**
	 * Returns the call of the superclass, after all calls of the same class by
	 * {@code this(..)}.
	 */
	private ConstructorCalls.Call lastCall(Member constructor) {
		Member last = constructor;
		for (Member next = next(last); next != null; next = next(last)) {
			last = next;
		}
		return call(last);
	}

	private ConstructorCalls.Call call(Member constructor) {
		ConstructorCalls.Call call = this.calls.get(constructor.method().getDescriptor());
		if (call == null) {
			throw new IllegalStateException(constructor + " calls no other constructor");
		}
		return call;
	}

	private void problem(String problem) {
		this.problems.add(problem);
	}

}
