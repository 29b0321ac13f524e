package io.eventsourcing.autoconfigure.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.eventsourcing.domain.Aggregate;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The names of the aggregate classes of an application. By default, they are found by
 * searching the class path; an application that defines a bean of this type names them
 * itself. Immutable.
 */
public final class AggregateTypes {

	private final List<String> names;

	private final List<String> packages;

	private AggregateTypes(List<String> names, List<String> packages) {
		this.names = List.copyOf(names);
		this.packages = List.copyOf(packages);
	}

	/**
	 * Returns the classes with the given names.
	 * @param names the binary names of the classes, such as {@code com.acme.School$Dog}.
	 * Names allow for classes that are not public
	 */
	public static AggregateTypes of(String... names) {
		return new AggregateTypes(Arrays.asList(names), List.of());
	}

	/** Returns the given classes. */
	@SafeVarargs
	public static AggregateTypes of(Class<? extends Aggregate>... types) {
		List<String> names = new ArrayList<>();
		for (Class<? extends Aggregate> type : types) {
			names.add(type.getName());
		}
		return new AggregateTypes(names, List.of());
	}

	static AggregateTypes found(List<String> names, List<String> packages) {
		return new AggregateTypes(names, packages);
	}

	/** Returns the binary names of the classes. */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Returns the packages that were searched, or an empty list if the classes were named
	 * by the application.
	 */
	public List<String> packages() {
		return this.packages;
	}

	/**
	 * Loads the classes.
	 * @param classLoader the class loader, or null for the default one
	 * @throws IllegalArgumentException if a class is not on the class path, or is not an
	 * aggregate
	 */
	public List<Class<? extends Aggregate>> load(@Nullable ClassLoader classLoader) {
		List<Class<? extends Aggregate>> types = new ArrayList<>();
		for (String name : this.names) {
			types.add(load(name, classLoader));
		}
		return types;
	}

	private static Class<? extends Aggregate> load(String name, @Nullable ClassLoader classLoader) {
		Class<?> type = ClassUtils.resolveClassName(name, classLoader);
		if (!Aggregate.class.isAssignableFrom(type)) {
			throw new IllegalArgumentException(
					"%s is listed in the bean of type AggregateTypes, but does not extend Aggregate".formatted(name));
		}
		return type.asSubclass(Aggregate.class);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof AggregateTypes types && this.names.equals(types.names)
				&& this.packages.equals(types.packages);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.names, this.packages);
	}

	@Override
	public String toString() {
		return this.names.toString();
	}

}
