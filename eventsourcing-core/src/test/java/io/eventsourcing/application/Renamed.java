package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;

/** One aggregate class in several releases of a program. */
final class Renamed {

	private Renamed() {
	}

	/** The first release. */
	static class Hound extends Aggregate {

		record Moved(String place) {
		}

		@Event("Registered")
		Hound(String name) {
		}

		@Event
		void trickLearned(String trick) {
		}

		void move(String place) {
			trigger(new Moved(place));
		}

		@Apply
		private void on(Moved event) {
		}

	}

	/** A later release, whose annotations contain the earlier names. */
	static final class Annotated {

		private Annotated() {
		}

		@AggregateName(aliases = { "Hound", "Puppy" })
		static class Dog extends Aggregate {

			private final List<String> facts = new ArrayList<>();

			@Event(aliases = "Moved")
			record Relocated(String place) {
			}

			@Event("Registered")
			Dog(String name) {
				this.facts.add(name);
			}

			@Event(value = "TrickAdded", aliases = "TrickLearned")
			void addTrick(String trick) {
				this.facts.add(trick);
			}

			@Apply
			private void on(Relocated event) {
				this.facts.add(event.place());
			}

			List<String> facts() {
				return this.facts;
			}

		}

	}

	/** A later release that needs aliases by configuration. */
	static final class Plain {

		private Plain() {
		}

		static class Dog extends Aggregate {

			private final List<String> facts = new ArrayList<>();

			@Event("Registered")
			Dog(String name) {
				this.facts.add(name);
			}

			@Event("TrickAdded")
			void addTrick(String trick) {
				this.facts.add(trick);
			}

			@Event("Relocated")
			void relocate(String place) {
				this.facts.add(place);
			}

			List<String> facts() {
				return this.facts;
			}

		}

	}

}
