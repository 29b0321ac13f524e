package io.eventsourcing.dogs;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;

/**
 * Events triggered explicitly: needs no enhancement.
 */
public class ExplicitDog extends Aggregate {

	public record Registered(String name) {
	}

	public record TrickAdded(String trick) {
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

	public void addTrick(String trick) {
		trigger(new TrickAdded(trick));
	}

	@Apply
	private void on(TrickAdded event) {
		this.tricks.add(event.trick());
	}

	public String name() {
		return this.name;
	}

	public List<String> tricks() {
		return List.copyOf(this.tricks);
	}

}
