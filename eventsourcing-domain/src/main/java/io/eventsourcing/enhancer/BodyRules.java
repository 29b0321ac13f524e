package io.eventsourcing.enhancer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Finds code of an aggregate that works when it is called, but whose effect is lost or
 * different when the aggregate is rebuilt from its events: assignments outside events,
 * and bodies of events that read a clock or create random values. Only the code of the
 * class itself is examined, and changes to collections are not detected.
 * <p>
 * To avoid false alarms, a non-public method that only constructors and handlers call
 * counts as a part of them, and a non-public method that overrides an inherited one
 * counts as a part of the inherited method's callers.
 */
final class BodyRules {

	private static final String CONSTRUCTOR = "<init>";

	private final AggregateClass aggregate;

	private final Map<String, MethodBody> bodies;

	private final Map<String, Member> handlers;

	private final Map<String, Set<String>> callers = new HashMap<>();

	/** The constructor that each constructor calls with {@code this(..)}. */
	private final Map<String, String> delegates = new HashMap<>();

	private final List<String> warnings = new ArrayList<>();

	private BodyRules(AggregateClass aggregate, ClassFileLocator locator) {
		this.aggregate = aggregate;
		this.bodies = MethodBody.of(aggregate.type(), locator);
		this.handlers = Member.of(aggregate.type())
			.stream()
			.filter(Member::isHandler)
			.collect(Collectors.toMap(Member::key, (member) -> member));
		this.bodies.forEach((caller, body) -> body.calls()
			.forEach((called) -> this.callers.computeIfAbsent(called, (key) -> new LinkedHashSet<>()).add(caller)));
		ConstructorCalls.of(aggregate.type(), locator).forEach((caller, call) -> {
			if (call.owner().equals(aggregate.type().getInternalName())) {
				this.delegates.put(CONSTRUCTOR + caller, CONSTRUCTOR + call.descriptor());
			}
		});
	}

	/** Returns one sentence for each finding, with its fix. */
	static List<String> warnings(AggregateClass aggregate, ClassFileLocator locator) {
		BodyRules rules = new BodyRules(aggregate, locator);
		for (String method : rules.bodies.keySet()) {
			if (rules.handlers.containsKey(method)) {
				rules.checkHandler(method);
			}
			else if (rules.isCommand(method)) {
				rules.checkCommand(method);
			}
		}
		return rules.warnings;
	}

	private void checkHandler(String handler) {
		for (String part : parts(handler, (called) -> true)) {
			for (UnrepeatableCall input : body(part).inputs()) {
				warn("%s calls %s%s, but is the body of an event, which runs again each time that the aggregate is loaded: %s"
					.formatted(label(handler), input.name(), where(part, handler), input.fix()));
			}
		}
	}

	private void checkCommand(String command) {
		for (String part : parts(command, (called) -> !isCommand(called))) {
			for (MethodBody.Field field : body(part).writes()) {
				if (this.aggregate.isState(field.owner(), field.name())) {
					warn("%s changes the field '%s'%s outside of an event, so that the change is lost when the aggregate is loaded: decorate the %s with @Event, or make the field transient if it is not state"
						.formatted(label(command), field.name(), where(part, command),
								isConstructor(command) ? "constructor" : "method"));
				}
			}
			for (String called : body(part).calls()) {
				Member handler = this.handlers.get(called);
				if (handler != null && handler.description().apply() != null && !handler.isConstructor()
						&& !handler.description().isForEveryEvent()) {
					warn("%s calls %s%s, so that no event is recorded: pass the record to trigger(..), which calls it"
						.formatted(label(command), handler, where(part, command)));
				}
			}
		}
	}

	/**
	 * Returns a method and the methods that it calls as parts of it, directly or
	 * indirectly.
	 */
	private Set<String> parts(String method, Predicate<String> isPart) {
		Set<String> parts = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(List.of(method));
		while (!next.isEmpty()) {
			String part = next.remove();
			if (parts.add(part)) {
				calls(part).filter((called) -> this.bodies.containsKey(called) && !this.handlers.containsKey(called))
					.filter(isPart)
					.forEach(next::add);
			}
		}
		return parts;
	}

	/**
	 * Returns the calls on the same object, without the constructors of other objects.
	 */
	private Stream<String> calls(String part) {
		String delegate = this.delegates.get(part);
		return Stream.concat(body(part).calls().stream().filter((called) -> !isConstructor(called)),
				(delegate != null) ? Stream.of(delegate) : Stream.of());
	}

	/**
	 * Returns whether a method is not only called by the bodies of events, or whether a
	 * constructor continues after another one has triggered the first event.
	 */
	private boolean isCommand(String method) {
		MethodBody body = body(method);
		if (isConstructor(method)) {
			return !this.handlers.containsKey(method) && delegatesToHandler(method);
		}
		if (this.handlers.containsKey(method)
				|| body.is(Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) {
			return false;
		}
		return body.is(Opcodes.ACC_PUBLIC)
				|| !this.aggregate.overrides(method) && !isPartOfEvents(method, new LinkedHashSet<>());
	}

	private boolean delegatesToHandler(String constructor) {
		String delegate = this.delegates.get(constructor);
		return delegate != null && (this.handlers.containsKey(delegate) || delegatesToHandler(delegate));
	}

	private boolean isPartOfEvents(String method, Set<String> seen) {
		if (isConstructor(method)) {
			return !isCommand(method);
		}
		if (this.handlers.containsKey(method) || !seen.add(method)) {
			return true;
		}
		Set<String> methodCallers = this.callers.getOrDefault(method, Set.of());
		return !body(method).is(Opcodes.ACC_PUBLIC) && !methodCallers.isEmpty()
				&& methodCallers.stream().allMatch((caller) -> isPartOfEvents(caller, seen));
	}

	private MethodBody body(String method) {
		MethodBody body = this.bodies.get(method);
		if (body == null) {
			throw new IllegalArgumentException(method);
		}
		return body;
	}

	/** Returns whether the method is a constructor or the static initialiser. */
	private static boolean isConstructor(String method) {
		return method.startsWith("<");
	}

	private String where(String part, String method) {
		if (part.equals(method)) {
			return "";
		}
		return body(part).is(Opcodes.ACC_SYNTHETIC) ? " in a lambda" : " in " + label(part);
	}

	private String label(String method) {
		Member handler = this.handlers.get(method);
		if (handler != null) {
			return handler.toString();
		}
		return isConstructor(method)
				? signature(method).replace(CONSTRUCTOR, "the constructor " + this.aggregate.type().getSimpleName())
				: "the method " + signature(method);
	}

	private static String signature(String method) {
		int descriptor = method.indexOf('(');
		return method.substring(0, descriptor) + Arrays.stream(Type.getArgumentTypes(method.substring(descriptor)))
			.map(Type::getClassName)
			.map((name) -> name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1))
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private void warn(String finding) {
		this.warnings.add(this.aggregate.type().getName() + ": " + finding);
	}

}
