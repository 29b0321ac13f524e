package io.eventsourcing.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;

/** The measured aggregate, in the explicit style. */
public class ExplicitDog extends Aggregate {

	public record Registered(String name) {
	}

	public record TrickAdded(String trick, int difficulty, String teacher) {
	}

	private final String name;

	private final List<String> tricks = new ArrayList<>();

	public ExplicitDog(String name) {
		this(new Registered(name));
	}

	@Apply
	private ExplicitDog(Registered event) {
		super(event);
		this.name = event.name();
	}

	public void addTrick(String trick, int difficulty, String teacher) {
		trigger(new TrickAdded(trick, difficulty, teacher));
	}

	@Apply
	private void on(TrickAdded event) {
		this.tricks.add(event.trick());
	}

	public String name() {
		return this.name;
	}

	public int tricks() {
		return this.tricks.size();
	}

}
