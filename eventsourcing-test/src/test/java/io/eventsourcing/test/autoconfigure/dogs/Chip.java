package io.eventsourcing.test.autoconfigure.dogs;

import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

/** An aggregate with a mistake: its events do not contain its state. */
public class Chip extends Aggregate {

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	private final int number;

	@Event("Implanted")
	public Chip() {
		this.number = NUMBERS.incrementAndGet();
	}

	public int number() {
		return this.number;
	}

}
