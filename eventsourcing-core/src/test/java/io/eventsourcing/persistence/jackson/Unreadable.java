package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
	void tree(Tree tree, Object anything, Number number, CharSequence text, Comparable<String> comparable) {
	}

	@Event("NothingToWrite")
	void secret(Secret secret) {
	}

}
