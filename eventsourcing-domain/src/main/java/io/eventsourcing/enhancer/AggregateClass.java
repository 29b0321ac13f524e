package io.eventsourcing.enhancer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Enhanced;
import io.eventsourcing.domain.Event;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * A class, possibly an aggregate, as described by its class file.
 */
record AggregateClass(TypeDescription type) {

	/** The annotation of all classes that are written in Kotlin. */
	private static final String KOTLIN_METADATA = "kotlin.Metadata";

	/** Reads a class, including the names of its parameters. */
	static AggregateClass read(String className, ClassFileLocator locator) {
		TypePool pool = new TypePool.Default(new TypePool.CacheProvider.Simple(), locator,
				TypePool.Default.ReaderMode.EXTENDED);
		return new AggregateClass(pool.describe(className).resolve());
	}

	boolean isEnhanced() {
		return this.type.getDeclaredAnnotations().isAnnotationPresent(Enhanced.class);
	}

	/**
	 * Returns whether the class itself has {@link Event}, and is written in Kotlin, where
	 * that looks like an annotation of its primary constructor.
	 */
	boolean isAnnotatedInKotlin() {
		AnnotationList annotations = this.type.getDeclaredAnnotations();
		return annotations.isAnnotationPresent(Event.class) && annotations.asTypeList()
			.stream()
			.anyMatch((annotation) -> KOTLIN_METADATA.equals(annotation.getName()));
	}

	boolean isAggregate() {
		return superclasses() != null;
	}

	boolean extendsAggregateDirectly() {
		TypeDescription.@Nullable Generic superclass = this.type.getSuperClass();
		return superclass != null && superclass.asErasure().represents(Aggregate.class);
	}

	/** Returns whether the class has members that apply events. */
	boolean hasHandlers() {
		return Member.of(this.type).stream().anyMatch(Member::isHandler);
	}

	/**
	 * Returns whether a method of the class or of a superclass is called after each
	 * event.
	 */
	boolean hasMethodForEveryEvent() {
		return Stream.concat(Member.of(this.type).stream(), inheritedMethods().stream())
			.anyMatch((member) -> member.description().isForEveryEvent());
	}

	/** Returns whether the class is an inner, local or anonymous class. */
	boolean isInner() {
		return this.type.isLocalType() || this.type.isAnonymousType()
				|| this.type.isMemberType() && !this.type.isStatic();
	}

	/** Returns the decorated methods of the superclasses, the nearest first. */
	List<Member> inheritedMethods() {
		List<TypeDescription> superclasses = superclasses();
		return (superclasses != null) ? superclasses.stream()
			.flatMap((type) -> Member.of(type).stream())
			.filter((member) -> member.isHandler() && !member.isConstructor())
			.toList() : List.of();
	}

	/**
	 * Returns whether a method, given as name and descriptor, overrides an inherited one.
	 */
	boolean overrides(String method) {
		List<TypeDescription> superclasses = superclasses();
		return superclasses != null && superclasses.stream()
			.flatMap((type) -> type.getDeclaredMethods().stream())
			.anyMatch((inherited) -> !inherited.isPrivate()
					&& method.equals(inherited.getInternalName() + inherited.getDescriptor()));
	}

	/**
	 * Returns whether a field, given as in byte code, is part of the state of the
	 * aggregate.
	 */
	boolean isState(String owner, String field) {
		List<TypeDescription> classes = new ArrayList<>(List.of(this.type));
		List<TypeDescription> superclasses = superclasses();
		classes.addAll((superclasses != null) ? superclasses : List.of());
		return classes.stream().anyMatch((type) -> type.getInternalName().equals(owner)) && classes.stream()
			.flatMap((type) -> type.getDeclaredFields().stream())
			.anyMatch((candidate) -> candidate.getName().equals(field) && !candidate.isStatic()
					&& !candidate.isTransient());
	}

	/**
	 * Returns whether the class can be instantiated, but no constructor triggers a first
	 * event.
	 */
	boolean lacksCreation() {
		return isAggregate() && !this.type.isAbstract() && !creates(this.type);
	}

	/**
	 * Returns the nearest superclass with a constructor that triggers a first event, or
	 * null.
	 */
	@Nullable TypeDescription creatingSuperclass() {
		List<TypeDescription> superclasses = superclasses();
		return (superclasses != null) ? superclasses.stream().filter(AggregateClass::creates).findFirst().orElse(null)
				: null;
	}

	/**
	 * Returns the superclasses below {@link Aggregate}, or null if the class does not
	 * extend it.
	 */
	private @Nullable List<TypeDescription> superclasses() {
		List<TypeDescription> superclasses = new ArrayList<>();
		try {
			TypeDefinition superclass = this.type.getSuperClass();
			while (superclass != null && !superclass.represents(Aggregate.class)) {
				superclasses.add(superclass.asErasure());
				superclass = superclass.getSuperClass();
			}
			return (superclass != null) ? superclasses : null;
		}
		catch (TypePool.Resolution.NoSuchTypeException ex) {
			// the superclass is part of an optional dependency that is missing, so the
			// class is not an aggregate
			return null;
		}
	}

	private static boolean creates(TypeDescription type) {
		return Member.of(type).stream().anyMatch(Member::creates);
	}

}
