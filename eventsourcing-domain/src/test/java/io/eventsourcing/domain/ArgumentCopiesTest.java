package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Caller, event and aggregate never share a collection or an array that one of them
 * changes later.
 */
class ArgumentCopiesTest {

	private final Box box = new Box(new ArrayList<>());

	@Test
	void theCallerChangesWhatItPassedToAConstructor() {
		List<String> names = new ArrayList<>(List.of("a"));
		Box box = new Box(names);
		names.add("b");
		assertThat(box.kept).isEqualTo(List.of("a", "from the body"));
		assertThat(box.seenBySuper).containsExactly("a", "from the body");
		List<DomainEvent> events = Replays.collectAndReplay(box);
		assertThat(events.get(0).payload()).hasToString("{names=[a]}");
	}

	@Test
	void theBodyChangesWhatItWasPassed() {
		List<String> names = new ArrayList<>(List.of("a"));
		this.box.keepList(names);
		assertThat(names).containsExactly("a");
		assertThat(this.box.kept).isEqualTo(List.of("a", "from the body"));
		assertThat(this.box.pendingEvents().get(1).payload()).hasToString("{names=[a]}");
		Replays.collectAndReplay(this.box);
	}

	@Test
	void theAggregateChangesLaterWhatItKept() {
		this.box.keepList(new ArrayList<>(List.of("a")));
		this.box.addToKept("b");
		List<DomainEvent> events = Replays.collectAndReplay(this.box);
		assertThat(events.get(1).payload()).hasToString("{names=[a]}");
		Box copy = Replays.replay(events);
		copy.addToKept("c");
		assertThat(events.get(1).payload()).hasToString("{names=[a]}");
		assertThat(this.box.kept).isEqualTo(List.of("a", "from the body", "b"));
	}

	@Test
	void list() {
		List<String> list = new ArrayList<>(Arrays.asList("a", null));
		this.box.keepList(list);
		list.set(0, "changed");
		assertKept(List.class, Arrays.asList("a", null, "from the body"), "{names=[a, null]}");
	}

	@Test
	void set() {
		Set<String> set = new LinkedHashSet<>(List.of("z", "a"));
		this.box.keepSet(set);
		set.add("changed");
		assertKept(Set.class, Set.of("z", "a"), "{set=[z, a]}");
	}

	@Test
	void map() {
		Map<String, Integer> map = new LinkedHashMap<>(Collections.singletonMap("a", 1));
		this.box.keepMap(map);
		map.put("b", 2);
		assertKept(Map.class, Map.of("a", 1), "{map={a=1}}");
	}

	@Test
	void array() {
		int[] numbers = { 1, 2 };
		this.box.keepArray(numbers);
		numbers[0] = 99;
		assertThat((int[]) this.box.kept).containsExactly(1, 2);
		((int[]) this.box.kept)[1] = 77;
		EventArguments arguments = (EventArguments) this.box.pendingEvents().get(1).payload();
		assertThat((int[]) arguments.get("numbers")).containsExactly(1, 2);
		((int[]) arguments.get("numbers"))[0] = 55;
		((int[]) arguments.asMap().get("numbers"))[0] = 55;
		assertThat(arguments).hasToString("{numbers=[1, 2]}");
		((int[]) this.box.kept)[1] = 2;
		Replays.collectAndReplay(this.box);
	}

	@Test
	void sortedOnesWithTheirOrder() {
		SortedSet<String> set = new TreeSet<>(Collections.reverseOrder());
		set.addAll(List.of("a", "b"));
		SortedMap<String, Integer> map = new TreeMap<>(Collections.reverseOrder());
		map.putAll(Map.of("a", 1, "b", 2));
		this.box.keepSorted(set, map);
		set.clear();
		map.clear();
		assertKept(List.class, List.of(List.of("b", "a"), List.of(2, 1)), "{set=[b, a], map={b=2, a=1}}");
	}

	@Test
	void otherInterfacesAndClasses() {
		Deque<String> deque = new LinkedList<>(Arrays.asList("a", null));
		Collection<String> collection = new ArrayList<>(List.of("c"));
		HashMap<String, String> hashMap = new HashMap<>(Map.of("k", "v"));
		EnumSet<TimeUnit> units = EnumSet.of(TimeUnit.DAYS);
		EnumMap<TimeUnit, String> byUnit = new EnumMap<>(Map.of(TimeUnit.DAYS, "d"));
		this.box.keepOthers(deque, collection, hashMap, units, byUnit);
		deque.clear();
		collection.clear();
		hashMap.clear();
		units.clear();
		byUnit.clear();
		assertKept(List.class,
				List.of(Arrays.asList("a", null), List.of("c"), Map.of("k", "v"), Set.of(TimeUnit.DAYS),
						Map.of(TimeUnit.DAYS, "d")),
				"{deque=[a, null], collection=[c], hashMap={k=v}, units=[DAYS], byUnit={DAYS=d}}");
	}

	@Test
	void collectionsInCollections() {
		List<String> inner = new ArrayList<>(List.of("a"));
		Map<String, List<String>> map = new HashMap<>(Map.of("k", inner));
		List<Set<String>[]> list = new ArrayList<>();
		@SuppressWarnings("unchecked")
		Set<String>[] sets = (Set<String>[]) new Set<?>[] { new LinkedHashSet<>(List.of("s")), null };
		list.add(sets);
		int[][] matrix = { { 1 }, { 2 } };
		this.box.keepNested(map, list, matrix);
		inner.add("changed");
		sets[0].add("changed");
		matrix[0][0] = 99;
		assertThat(this.box.pendingEvents().get(1).payload().toString())
			.startsWith("{map={k=[a]}, list=[[Ljava.util.Set;")
			.endsWith(", matrix=[[1], [2]]}");
		Box copy = Replays.replay(this.box.collectEvents());
		for (Box one : List.of(this.box, copy)) {
			List<?> kept = (List<?>) one.kept;
			assertThat(kept.get(0)).isEqualTo(Map.of("k", List.of("a", "from the body")));
			assertThat((Set<?>[]) ((List<?>) kept.get(1)).get(0)).containsExactly(Set.of("s"), null);
			assertThat((int[][]) kept.get(2)).isDeepEqualTo(new int[][] { { 1 }, { 2 } });
		}
	}

	@Test
	void whatTheEventKeepsCannotBeChanged() {
		this.box.keepList(new ArrayList<>(List.of("a")));
		this.box.keepMap(new HashMap<>(Map.of("a", 1)));
		@SuppressWarnings("unchecked")
		List<String> list = (List<String>) ((EventArguments) this.box.pendingEvents().get(1).payload()).get("names");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add("b"));
		Map<String, Object> arguments = ((EventArguments) this.box.pendingEvents().get(2).payload()).asMap();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> arguments.put("b", "c"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((Map<?, ?>) arguments.get("map")).clear());
	}

	@Test
	void typedRecord() {
		List<String> list = new ArrayList<>(List.of("a"));
		int[] numbers = { 1 };
		this.box.keepTyped(list, numbers);
		list.add("b");
		numbers[0] = 99;
		Box.Typed payload = (Box.Typed) this.box.pendingEvents().get(1).payload();
		assertThat(payload.list()).containsExactly("a");
		assertThat(payload.numbers()).containsExactly(1);
		assertThat(this.box.kept).isEqualTo(List.of("a", "from the body", 1));
		Replays.collectAndReplay(this.box);
	}

	@Test
	void explicitRecord() {
		List<String> list = new ArrayList<>(List.of("a"));
		this.box.keepExplicit(list);
		list.add("b");
		this.box.addToKept("c");
		assertThat(this.box.kept).isEqualTo(List.of("a", "from the body", "c"));
		assertThat(this.box.pendingEvents().get(1).payload()).isEqualTo(new Box.Explicit(List.of("a")));
		Replays.collectAndReplay(this.box);
	}

	@Test
	void explicitRecordOfAConstructorMustCopyItself() {
		List<String> list = new ArrayList<>(List.of("a"));
		assertThatExceptionOfType(AggregateDefinitionException.class).isThrownBy(() -> new Careless(list))
			.withMessage(
					"%s is not a valid aggregate: its record Made is passed to super(..), so its constructor "
							+ "must copy 'list', for example by List.copyOf: the caller could change it later",
					Careless.class.getName());
		Careful careful = new Careful(list);
		list.add("b");
		assertThat(careful.list).containsExactly("a");
		assertThat(Replays.collectAndReplay(careful).get(0).payload()).isEqualTo(new Careful.Made(List.of("a")));
	}

	@Test
	void eventsMadeByHandDoNotShareWhatTheyWereMadeFrom() {
		EventType type = EventType.of(Box.class)
			.stream()
			.filter((candidate) -> "KeepList".equals(candidate.name()))
			.findFirst()
			.orElseThrow();
		List<String> list = new ArrayList<>(List.of("a"));
		EventArguments arguments = type.arguments(new Object[] { list });
		list.add("b");
		assertThat(arguments).hasToString("{names=[a]}");
	}

	private void assertKept(Class<?> type, Object expected, String payload) {
		assertThat(this.box.kept).isInstanceOf(type).isEqualTo(expected);
		assertThat(this.box.pendingEvents().get(1).payload()).hasToString(payload);
		Replays.collectAndReplay(this.box);
	}

	abstract static class Shelf extends Aggregate {

		final List<String> seenBySuper;

		Shelf(List<String> names) {
			this.seenBySuper = names;
		}

	}

	static class Box extends Shelf {

		record Typed(List<String> list, int[] numbers) {
		}

		record Explicit(List<String> list) {
		}

		private Object kept;

		@Event
		Box(List<String> names) {
			super(names);
			names.add("from the body");
			this.kept = names;
		}

		@SuppressWarnings("unchecked")
		@Event
		void addToKept(String text) {
			((List<String>) this.kept).add(text);
		}

		@Event
		void keepList(List<String> names) {
			names.add("from the body");
			this.kept = names;
		}

		@Event
		void keepSet(Set<String> set) {
			this.kept = set;
		}

		@Event
		void keepMap(Map<String, Integer> map) {
			this.kept = map;
		}

		@Event
		void keepArray(int[] numbers) {
			this.kept = numbers;
		}

		@Event
		void keepSorted(SortedSet<String> set, SortedMap<String, Integer> map) {
			this.kept = List.of(new ArrayList<>(set), new ArrayList<>(map.values()));
		}

		@Event
		void keepOthers(Deque<String> deque, Collection<String> collection, HashMap<String, String> hashMap,
				EnumSet<TimeUnit> units, EnumMap<TimeUnit, String> byUnit) {
			this.kept = List.of(deque, collection, hashMap, units, byUnit);
		}

		@Event
		void keepNested(Map<String, ? extends List<String>> map, List<Set<String>[]> list, int[][] matrix) {
			map.get("k").add("from the body");
			this.kept = List.of(map, list, matrix);
		}

		@Event(type = Typed.class)
		void keepTyped(List<String> list, int[] numbers) {
			list.add("from the body");
			this.kept = List.of(list.get(0), list.get(1), numbers[0]);
			numbers[0] = 5;
		}

		void keepExplicit(List<String> list) {
			trigger(new Explicit(list));
		}

		@Apply
		private void on(Explicit event) {
			event.list().add("from the body");
			this.kept = event.list();
		}

	}

	static class Careless extends Aggregate {

		record Made(List<String> list) {
		}

		Careless(List<String> list) {
			this(new Made(list));
		}

		@Apply
		private Careless(Made event) {
			super(event);
		}

	}

	static class Careful extends Aggregate {

		record Made(List<String> list) {

			Made {
				list = List.copyOf(list);
			}

		}

		private final List<String> list;

		Careful(List<String> list) {
			this(new Made(list));
		}

		@Apply
		private Careful(Made event) {
			super(event);
			this.list = event.list();
		}

	}

}
