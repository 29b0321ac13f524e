package com.example;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

public class Dog extends Aggregate {

	@Event("Registered")
	public Dog(String name) {
	}

}
