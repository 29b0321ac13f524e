package io.eventsourcing.enhancer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.eventsourcing.domain.AggregateDefinitionException;
import io.eventsourcing.domain.Enhanced;
import io.eventsourcing.domain.EnhancedCode;
import io.eventsourcing.domain.Internal;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * A Byte Buddy plugin that checks aggregates and makes plain calls of their decorated
 * members trigger events. The bodies remain unchanged; calls are inserted before and
 * after each body. Classes with the marker {@link Enhanced} are skipped.
 */
@Internal
public final class AggregateEnhancer implements Plugin {

	private final BuildLogger logger;

	/** Creates an enhancer that does not log warnings. */
	public AggregateEnhancer() {
		this(BuildLogger.NoOp.INSTANCE);
	}

	/**
	 * Creates the enhancer of a build. The build plugins of Byte Buddy call this
	 * constructor with their logger.
	 * @param logger logs a warning for each line of code whose effect would be lost or
	 * different in a rebuilt aggregate
	 */
	public AggregateEnhancer(BuildLogger logger) {
		this.logger = logger;
	}

	@Override
	public boolean matches(TypeDescription target) {
		AggregateClass candidate = new AggregateClass(target);
		return (candidate.hasHandlers() && !candidate.isEnhanced()) || candidate.lacksCreation();
	}

	@Override
	public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type,
			ClassFileLocator locator) {
		AggregateClass aggregate = AggregateClass.read(type.getName(), locator);
		List<Member> members = Member.of(aggregate.type());
		boolean decorated = members.stream().anyMatch(Member::isDecorated);
		boolean forEveryEvent = aggregate.hasMethodForEveryEvent();
		List<String> problems = new ArrayList<>(DefinitionRules.problems(aggregate, members));
		if (aggregate.isAggregate() && (decorated || forEveryEvent)) {
			problems.addAll(ConstructorRules.problems(aggregate, members, locator));
		}
		if (!problems.isEmpty()) {
			throw new AggregateDefinitionException(type.getName(), problems);
		}
		BodyRules.warnings(aggregate, locator).forEach(this.logger::warn);
		// Constructors with @Apply as well, so that the end of their bodies is known. A
		// class with explicit events only is just checked, unless a method must be called
		// after its constructors.
		List<Member> enhanced = (decorated || forEveryEvent)
				? members.stream().filter((member) -> member.isDecorated() || member.creates()).toList() : List.of();
		return advise(builder.annotateType(marker(enhanced)), enhanced);
	}

	private static AnnotationDescription marker(List<Member> members) {
		return AnnotationDescription.Builder.ofType(Enhanced.class)
			.define("version", EnhancedCode.VERSION)
			.defineArray("members", members.stream().map(AggregateEnhancer::entry).toArray(String[]::new))
			.build();
	}

	private static String entry(Member member) {
		List<String> names = member.parameterNames();
		boolean named = member.needsNames() && names != null && !names.isEmpty();
		return named ? member.key() + " " + String.join(" ", names) : member.key();
	}

	private static DynamicType.Builder<?> advise(DynamicType.Builder<?> builder, List<Member> members) {
		return builder
			.visit(Advice.to(MethodAdvice.class)
				.on(matching(members, (member) -> !member.isConstructor() && !member.description().isCopied())))
			.visit(Advice.to(CopyingMethodAdvice.class)
				.on(matching(members, (member) -> !member.isConstructor() && member.description().isCopied())))
			.visit(Advice.to(ConstructorAdvice.class)
				.on(matching(members, (member) -> member.isConstructor() && !member.description().isCopied())))
			.visit(Advice.to(CopyingConstructorAdvice.class)
				.on(matching(members, (member) -> member.isConstructor() && member.description().isCopied())));
	}

	private static ElementMatcher<MethodDescription> matching(List<Member> members, Predicate<Member> kind) {
		Set<String> keys = new HashSet<>();
		members.stream().filter(kind).forEach((member) -> keys.add(member.key()));
		return (method) -> keys.contains(method.getInternalName() + method.getDescriptor());
	}

	@Override
	public void close() {
		// there are no resources to close
	}

}
