package io.eventsourcing.sample.processes;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

public class TrickCounter extends Aggregate {

	private final String trick;

	private int count;

	@Event("Started")
	public TrickCounter(String trick) {
		super(id(trick));
		this.trick = trick;
	}

	public static UUID id(String trick) {
		return UUID.nameUUIDFromBytes(trick.getBytes(StandardCharsets.UTF_8));
	}

	@Event("Incremented")
	public void increment() {
		this.count++;
	}

	public String trick() {
		return this.trick;
	}

	public int count() {
		return this.count;
	}

}
