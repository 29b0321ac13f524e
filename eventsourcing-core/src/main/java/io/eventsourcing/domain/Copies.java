package io.eventsourcing.domain;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
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
 * How the arguments of an event are copied, so that caller, event and aggregate do not
 * share a collection or an array that one of them may change. Copies are shallow. What is
 * copied follows from the declared type alone: to ask each value whether it is a
 * collection is several times as slow as the rest of the call.
 */
final class Copies {

	/**
	 * @param freeze makes the copy that the event keeps, unmodifiable where the declared
	 * type allows it
	 * @param thaw makes the copy that a body may keep and change
	 */
	private record Copier(UnaryOperator<Object> freeze, UnaryOperator<Object> thaw) {
	}

	private static final Map<Class<?>, Copier> COPIERS = copiers();

	private static final Copies NONE = new Copies(new @Nullable Copier[0]);

	private final @Nullable Copier[] copiers;

	private Copies(@Nullable Copier[] copiers) {
		this.copiers = copiers;
	}

	static Copies of(Class<?>[] declaredTypes) {
		@Nullable Copier[] copiers = new @Nullable Copier[declaredTypes.length];
		boolean any = false;
		for (int i = 0; i < copiers.length; i++) {
			copiers[i] = copier(declaredTypes[i]);
			any |= copiers[i] != null;
		}
		return any ? new Copies(copiers) : NONE;
	}

	/** Whether values of the class of this name are copied. */
	static boolean needed(String className) {
		return className.startsWith("[")
				|| COPIERS.keySet().stream().anyMatch((type) -> type.getName().equals(className));
	}

	boolean isCopied(int index) {
		return this.copiers[index] != null;
	}

	boolean isNone() {
		return this == NONE;
	}

	@Nullable Object[] frozen(@Nullable Object[] values) {
		@Nullable Object[] copies = values.clone();
		for (int i = 0; i < this.copiers.length; i++) {
			Copier copier = this.copiers[i];
			Object value = values[i];
			if (copier != null && value != null) {
				copies[i] = copier.freeze().apply(value);
			}
		}
		return copies;
	}

	@Nullable Object[] thawed(@Nullable Object[] values) {
		@Nullable Object[] copies = values.clone();
		for (int i = 0; i < this.copiers.length; i++) {
			Copier copier = this.copiers[i];
			Object value = values[i];
			if (copier != null && value != null) {
				copies[i] = copier.thaw().apply(value);
			}
		}
		return copies;
	}

	private static @Nullable Copier copier(Class<?> declaredType) {
		return declaredType.isArray() ? new Copier(Copies::cloned, Copies::cloned) : COPIERS.get(declaredType);
	}

	private static Map<Class<?>, Copier> copiers() {
		Map<Class<?>, Copier> copiers = new HashMap<>();
		Copier list = new Copier((value) -> Collections.unmodifiableList(new ArrayList<>((Collection<?>) value)),
				(value) -> new ArrayList<>((Collection<?>) value));
		copiers.put(List.class, list);
		copiers.put(Collection.class, list);
		copiers.put(Set.class, new Copier((value) -> Collections.unmodifiableSet(new LinkedHashSet<>((Set<?>) value)),
				(value) -> new LinkedHashSet<>((Set<?>) value)));
		copiers.put(SortedSet.class,
				new Copier((value) -> Collections.unmodifiableSortedSet(treeSet(value)), Copies::treeSet));
		copiers.put(NavigableSet.class,
				new Copier((value) -> Collections.unmodifiableNavigableSet(treeSet(value)), Copies::treeSet));
		copiers.put(Map.class,
				new Copier((value) -> Collections.unmodifiableMap(new LinkedHashMap<>((Map<?, ?>) value)),
						(value) -> new LinkedHashMap<>((Map<?, ?>) value)));
		copiers.put(SortedMap.class,
				new Copier((value) -> Collections.unmodifiableSortedMap(treeMap(value)), Copies::treeMap));
		copiers.put(NavigableMap.class,
				new Copier((value) -> Collections.unmodifiableNavigableMap(treeMap(value)), Copies::treeMap));
		mutable(copiers, (value) -> new ArrayDeque<>((Collection<?>) value), Deque.class, Queue.class,
				ArrayDeque.class);
		mutable(copiers, (value) -> new ArrayList<>((Collection<?>) value), ArrayList.class);
		mutable(copiers, (value) -> new LinkedList<>((Collection<?>) value), LinkedList.class);
		mutable(copiers, (value) -> new HashSet<>((Set<?>) value), HashSet.class);
		mutable(copiers, (value) -> new LinkedHashSet<>((Set<?>) value), LinkedHashSet.class);
		mutable(copiers, Copies::treeSet, TreeSet.class);
		mutable(copiers, (value) -> new HashMap<>((Map<?, ?>) value), HashMap.class);
		mutable(copiers, (value) -> new LinkedHashMap<>((Map<?, ?>) value), LinkedHashMap.class);
		mutable(copiers, Copies::treeMap, TreeMap.class);
		return Map.copyOf(copiers);
	}

	/** Types without an unmodifiable variant. */
	private static void mutable(Map<Class<?>, Copier> copiers, UnaryOperator<Object> copy, Class<?>... types) {
		for (Class<?> type : types) {
			copiers.put(type, new Copier(copy, copy));
		}
	}

	private static TreeSet<?> treeSet(Object value) {
		return new TreeSet<>((SortedSet<?>) value);
	}

	private static TreeMap<?, ?> treeMap(Object value) {
		return new TreeMap<>((SortedMap<?, ?>) value);
	}

	private static Object cloned(Object array) {
		int length = Array.getLength(array);
		Object copy = Array.newInstance(array.getClass().getComponentType(), length);
		System.arraycopy(array, 0, copy, 0, length);
		return copy;
	}

}
