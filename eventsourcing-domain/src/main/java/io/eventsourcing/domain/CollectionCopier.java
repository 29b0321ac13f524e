package io.eventsourcing.domain;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Copies values of one declared type: an array or one of the usual collections, with the
 * arrays and collections that it is declared to contain.
 *
 * @param freeze creates the copy that the event keeps, unmodifiable where the declared
 * type allows it
 * @param thaw creates the copy that a body may keep and change
 */
record CollectionCopier(UnaryOperator<Object> freeze, UnaryOperator<Object> thaw) {

	private static final Map<Class<?>, CollectionCopier> COLLECTIONS = collections();

	/** Returns the copier for a type, or null if its values are not copied. */
	static @Nullable CollectionCopier of(Type declared) {
		Class<?> type = erased(declared);
		CollectionCopier copier = type.isArray()
				? new CollectionCopier(CollectionCopier::array, CollectionCopier::array) : COLLECTIONS.get(type);
		Type element = element(declared);
		CollectionCopier elements = (copier != null && element != null) ? of(element) : null;
		return (copier != null && elements != null) ? copier.with(elements) : copier;
	}

	/**
	 * Returns whether values are copied if the erasure of their type is the class of this
	 * name.
	 */
	static boolean exists(String className) {
		return className.startsWith("[")
				|| COLLECTIONS.keySet().stream().anyMatch((type) -> type.getName().equals(className));
	}

	private CollectionCopier with(CollectionCopier elements) {
		return new CollectionCopier((value) -> this.freeze.apply(each(this.thaw.apply(value), elements.freeze)),
				(value) -> each(this.thaw.apply(value), elements.thaw));
	}

	@SuppressWarnings("unchecked")
	private static Object each(Object copy, UnaryOperator<Object> copier) {
		UnaryOperator<@Nullable Object> operator = (element) -> (element != null) ? copier.apply(element) : null;
		if (copy instanceof Map<?, ?> map) {
			((Map<?, @Nullable Object>) map).replaceAll((key, value) -> operator.apply(value));
		}
		else if (copy instanceof Collection<?> collection) {
			List<@Nullable Object> elements = new ArrayList<>(collection);
			elements.replaceAll(operator);
			collection.clear();
			((Collection<@Nullable Object>) collection).addAll(elements);
		}
		else {
			@Nullable Object[] elements = (Object[]) copy;
			for (int i = 0; i < elements.length; i++) {
				elements[i] = operator.apply(elements[i]);
			}
		}
		return copy;
	}

	private static Class<?> erased(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return (Class<?>) parameterized.getRawType();
		}
		if (type instanceof GenericArrayType array) {
			return erased(array.getGenericComponentType()).arrayType();
		}
		if (type instanceof WildcardType wildcard) {
			return erased(wildcard.getUpperBounds()[0]);
		}
		return (type instanceof TypeVariable<?> variable) ? erased(variable.getBounds()[0]) : (Class<?>) type;
	}

	/** The type of the elements of an array or collection, or of the values of a map. */
	private static @Nullable Type element(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			return arguments[arguments.length - 1];
		}
		if (type instanceof GenericArrayType array) {
			return array.getGenericComponentType();
		}
		if (type instanceof WildcardType wildcard) {
			return element(wildcard.getUpperBounds()[0]);
		}
		return (type instanceof Class<?> raw) ? raw.getComponentType() : null;
	}

	private static Map<Class<?>, CollectionCopier> collections() {
		Map<Class<?>, CollectionCopier> copiers = new HashMap<>();
		UnaryOperator<Object> list = (value) -> new ArrayList<>((Collection<?>) value);
		// the order is kept, so that a body sees the same order each time
		UnaryOperator<Object> set = (value) -> new LinkedHashSet<>((Set<?>) value);
		UnaryOperator<Object> map = (value) -> new LinkedHashMap<>((Map<?, ?>) value);
		frozen(copiers, (value) -> Collections.unmodifiableList(new ArrayList<>((Collection<?>) value)), list,
				List.class, Collection.class);
		frozen(copiers, (value) -> Collections.unmodifiableSet(new LinkedHashSet<>((Set<?>) value)), set, Set.class);
		frozen(copiers, (value) -> Collections.unmodifiableMap(new LinkedHashMap<>((Map<?, ?>) value)), map, Map.class);
		frozen(copiers, (value) -> Collections.unmodifiableNavigableSet(sorted((SortedSet<?>) value)),
				(value) -> sorted((SortedSet<?>) value), SortedSet.class, NavigableSet.class);
		frozen(copiers, (value) -> Collections.unmodifiableNavigableMap(sorted((SortedMap<?, ?>) value)),
				(value) -> sorted((SortedMap<?, ?>) value), SortedMap.class, NavigableMap.class);
		mutable(copiers, list, ArrayList.class);
		mutable(copiers, set, HashSet.class, LinkedHashSet.class);
		mutable(copiers, map, HashMap.class, LinkedHashMap.class);
		mutable(copiers, (value) -> sorted((SortedSet<?>) value), TreeSet.class);
		mutable(copiers, (value) -> sorted((SortedMap<?, ?>) value), TreeMap.class);
		mutable(copiers, (value) -> new LinkedList<>((Collection<?>) value), Queue.class, Deque.class,
				LinkedList.class);
		mutable(copiers, (value) -> new ArrayDeque<>((Collection<?>) value), ArrayDeque.class);
		mutable(copiers, (value) -> ((EnumSet<?>) value).clone(), EnumSet.class);
		mutable(copiers, (value) -> ((EnumMap<?, ?>) value).clone(), EnumMap.class);
		return Map.copyOf(copiers);
	}

	private static void frozen(Map<Class<?>, CollectionCopier> copiers, UnaryOperator<Object> freeze,
			UnaryOperator<Object> thaw, Class<?>... types) {
		for (Class<?> type : types) {
			copiers.put(type, new CollectionCopier(freeze, thaw));
		}
	}

	/**
	 * Adds copiers for types without an unmodifiable variant that is equal to the
	 * original.
	 */
	private static void mutable(Map<Class<?>, CollectionCopier> copiers, UnaryOperator<Object> copy,
			Class<?>... types) {
		frozen(copiers, copy, copy, types);
	}

	private static <E> TreeSet<E> sorted(SortedSet<E> value) {
		return new TreeSet<>(value);
	}

	private static <K, V> TreeMap<K, V> sorted(SortedMap<K, V> value) {
		return new TreeMap<>(value);
	}

	/** Returns a shallow copy of an array. */
	static Object array(Object array) {
		int length = Array.getLength(array);
		Object copy = Array.newInstance(array.getClass().getComponentType(), length);
		System.arraycopy(array, 0, copy, 0, length);
		return copy;
	}

}
