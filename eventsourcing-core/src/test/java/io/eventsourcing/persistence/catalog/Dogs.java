package io.eventsourcing.persistence.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Event;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcasted;
import org.jspecify.annotations.Nullable;

/** The same aggregate in several releases of a program. */
final class Dogs {

	private Dogs() {
	}

	@AggregateName("Dog")
	static class Dog extends Aggregate {

		@Event("Registered")
		Dog(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName(value = "Dog", aliases = { "Puppy", "Hound" })
	static class Upcast extends Aggregate {

		@Event("Registered")
		Upcast(String name) {
		}

		@Event(value = "TrickLearned", aliases = { "TrickAdded", "Taught" })
		void learnTrick(@JsonAlias("trick") String name, @Nullable String language) {
		}

		@io.eventsourcing.upcasting.Upcast(event = "TrickLearned", from = 1)
		static void removeLevel(EventData event) {
			event.remove("level");
		}

		@io.eventsourcing.upcasting.Upcast(event = "TrickLearned", from = 2)
		static void addLanguage(EventData event) {
			event.setDefault("language", "en");
		}

		@io.eventsourcing.upcasting.Upcast(event = "Barked", from = 1)
		static Upcasted dropBarked(EventData event) {
			return Upcasted.nothing();
		}

	}

	@AggregateName("Doggy")
	static class ClassRenamed extends Aggregate {

		@Event("Registered")
		ClassRenamed(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName(value = "Doggy", aliases = "Dog")
	static class ClassRenamedWithAlias extends Aggregate {

		@Event("Registered")
		ClassRenamedWithAlias(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName("Dog")
	static class EventRenamed extends Aggregate {

		@Event("Registered")
		EventRenamed(String name) {
		}

		@Event("TrickLearned")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName("Dog")
	static class EventRenamedWithAlias extends Aggregate {

		@Event("Registered")
		EventRenamedWithAlias(String name) {
		}

		@Event(value = "TrickLearned", aliases = "TrickAdded")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName("Dog")
	static class EventDropped extends Aggregate {

		@Event("Registered")
		EventDropped(String name) {
		}

		@io.eventsourcing.upcasting.Upcast(event = "TrickAdded", from = 1)
		static Upcasted dropTrick(EventData event) {
			return Upcasted.nothing();
		}

	}

	@AggregateName("Dog")
	static class AttributeRemoved extends Aggregate {

		@Event("Registered")
		AttributeRemoved(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String trick) {
		}

	}

	@AggregateName("Dog")
	static class AttributeRenamed extends Aggregate {

		@Event("Registered")
		AttributeRenamed(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String name, int level) {
		}

	}

	@AggregateName("Dog")
	static class AttributeRenamedWithStep extends Aggregate {

		@Event("Registered")
		AttributeRenamedWithStep(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String name, int level) {
		}

		@io.eventsourcing.upcasting.Upcast(event = "TrickAdded", from = 1)
		static void renameTrick(EventData event) {
			event.rename("trick", "name");
		}

	}

	@AggregateName("Dog")
	static class AttributeRenamedWithAlias extends Aggregate {

		@Event("Registered")
		AttributeRenamedWithAlias(String name) {
		}

		@Event("TrickAdded")
		void addTrick(@JsonAlias("trick") String name, int level) {
		}

	}

	@AggregateName("Dog")
	static class LateStep extends Aggregate {

		@Event("Registered")
		LateStep(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String name, int level) {
		}

		@io.eventsourcing.upcasting.Upcast(event = "TrickAdded", from = 2)
		static void renameTrick(EventData event) {
			event.rename("trick", "name");
		}

	}

	@AggregateName("Dog")
	static class AttributeRetyped extends Aggregate {

		@Event("Registered")
		AttributeRetyped(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String trick, String level) {
		}

	}

	@AggregateName("Dog")
	static class PrimitiveAdded extends Aggregate {

		@Event("Registered")
		PrimitiveAdded(String name, int age) {
		}

		@Event("TrickAdded")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName("Dog")
	static class NullableAdded extends Aggregate {

		@Event("Registered")
		NullableAdded(String name, @Nullable String breed) {
		}

		@Event("TrickAdded")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName("Dog")
	static class NullableRequired extends Aggregate {

		@Event("Registered")
		NullableRequired(String name, String breed) {
		}

		@Event("TrickAdded")
		void addTrick(String trick, int level) {
		}

	}

	@AggregateName("Dog")
	static class Values extends Aggregate {

		enum Country {

			CH, DE

		}

		record Address(String street, @Nullable Country country) {
		}

		sealed interface Shape {

		}

		record Circle(int radius) implements Shape {
		}

		record Square(int side) implements Shape {
		}

		record Pair<T>(T left, T right) {
		}

		record Tree(List<Tree> children) {
		}

		@Event("Moved")
		Values(Address address, Optional<LocalDate> since) {
		}

		@Event("Seen")
		void see(List<Shape> shapes, Map<Country, int[]> counts, Pair<Tree>[] pairs) {
		}

	}

	@AggregateName("Dog")
	static class PartsRemoved extends Aggregate {

		enum Country {

			CH

		}

		record Address(@Nullable Country country) {
		}

		sealed interface Shape {

		}

		record Circle(long radius) implements Shape {
		}

		@Event("Moved")
		PartsRemoved(Address address, Optional<LocalDate> since) {
		}

		@Event("Seen")
		void see(List<Shape> shapes, Map<Values.Country, int[]> counts, Values.Pair<Values.Tree>[] pairs) {
		}

	}

	@AggregateName("Dog")
	static class PartsAdded extends Aggregate {

		enum Nation {

			AT, CH, DE

		}

		record Location(String street, @Nullable String town, @Nullable Nation country) {
		}

		sealed interface Shape {

		}

		record Circle(int radius) implements Shape {
		}

		record Square(int side) implements Shape {
		}

		record Oval(int width) implements Shape {
		}

		@Event("Moved")
		PartsAdded(Location address, Optional<LocalDate> since) {
		}

		@Event("Seen")
		void see(List<Shape> shapes, Map<Nation, int[]> counts, Values.Pair<Values.Tree>[] pairs) {
		}

	}

}
