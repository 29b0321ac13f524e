package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Has events that can be written but not read, and some that only look so. */
class Unreadable extends Aggregate {

	interface Animal {

	}

	static final class Secret {

		private final transient String text;

		Secret(String text, int copies) {
			this.text = text.repeat(copies);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	static final class Locked {

		public final String text = "";

		private Locked(StringBuilder one, StringBuilder two) {
		}

	}

	record Key(int x) {
	}

	record Pack(String name, List<Animal> animals) {
	}

	record Tree(String name, List<Tree> children) {
	}

	record Fine(@JsonDeserialize(using = AnimalDeserializer.class) Animal one,
			@JsonDeserialize(contentUsing = AnimalDeserializer.class) List<Animal> many,
			@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) List<Animal> typed) {
	}

	static final class AnimalDeserializer extends ValueDeserializer<Animal> {

		@Override
		public Animal deserialize(JsonParser parser, DeserializationContext context) {
			parser.skipChildren();
			return new Animal() {
			};
		}

	}

	@Event("Begun")
	Unreadable() {
	}

	@Event("Interface")
	void one(String name, Animal animal) {
	}

	@Event("InterfaceInList")
	void many(List<Animal> animals) {
	}

	@Event("InterfaceInOptional")
	void perhaps(Optional<Animal> animal) {
	}

	@Event("InterfaceInArray")
	void array(Animal[] animals) {
	}

	@Event("InterfaceInRecord")
	void pack(Pack pack) {
	}

	@Event("MapKey")
	void keys(Map<Key, String> values) {
	}

	@Event("InterfaceInEntry")
	void entry(Map.Entry<String, Animal> entry) {
	}

	@Event("RawEntry")
	void rawEntry(@SuppressWarnings("rawtypes") Map.Entry entry) {
	}

	@Event("NoConstructor")
	void locked(Locked locked) {
	}

	@Apply("RecordWithInterface")
	void on(Pack pack) {
	}

	@Apply("CustomInRecord")
	void on(Fine fine) {
	}

	@Event("Recursive")
	void tree(Tree tree, CharSequence text, Class<?> type, List<? extends Tree> bounded) {
	}

	@Event("NothingToWrite")
	void secret(Secret secret) {
	}

	@Event("Anything")
	void anything(Object anything) {
	}

	@Event("RawList")
	void raw(@SuppressWarnings("rawtypes") List raw) {
	}

	@Event("Wildcard")
	void wildcard(Map<String, List<?>> wildcard) {
	}

	@Event("RawRecord")
	void rawRecord(@SuppressWarnings("rawtypes") Holder raw) {
	}

	@Event("AnythingAsKey")
	void key(Map<Object, String> key) {
	}

	@Event("Number")
	void number(Number number) {
	}

	@Event("Comparable")
	void comparable(Comparable<String> comparable) {
	}

	@Event("Serializable")
	void serializable(java.io.Serializable serializable) {
	}

	@Event("SealedWithEqualNames")
	void equalNames(List<Twins> twins) {
	}

	@Event("SealedWithOpenClass")
	void open(Door door) {
	}

	@Event("SealedWithObject")
	void sealed(Cargo cargo) {
	}

	@Event("SealedWithType")
	void signal(Signal signal) {
	}

	@Event("SealedWithTypeTwice")
	void signals(Lamp allowedAlone, Map<String, Signal> lamp) {
	}

	@Event("AnnotatedWithKind")
	void named(Named named) {
	}

	@Event("FinalField")
	void finalField(List<Fixed> fixed) {
	}

	@Event("Unwrapped")
	void unwrapped(Optional<Wrapper> wrapper) {
	}

	record Wrapper(String name, @JsonUnwrapped Key key) {
	}

	static final class Fixed {

		private final List<String> names = List.of();

	}

	record Holder<T>(T content) {
	}

	sealed interface Twins permits Left, Right {

	}

	sealed interface Left extends Twins permits Left.Twin {

		record Twin(int left) implements Left {
		}

	}

	sealed interface Right extends Twins permits Right.Twin {

		record Twin(int right) implements Right {
		}

	}

	sealed interface Door permits Gate {

	}

	static non-sealed class Gate implements Door {

		int width;

	}

	sealed interface Signal permits Lamp {

	}

	record Lamp(String type) implements Signal {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	sealed interface Named permits Kind {

	}

	record Kind(String kind, String type) implements Named {
	}

	sealed interface Cargo permits Freight {

	}

	record Freight(Object content) implements Cargo {
	}

}
