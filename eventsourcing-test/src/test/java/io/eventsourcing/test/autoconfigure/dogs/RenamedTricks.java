package io.eventsourcing.test.autoconfigure.dogs;

import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcasted;
import io.eventsourcing.upcasting.Upcaster;

import org.springframework.stereotype.Component;

@Component
public class RenamedTricks implements Upcaster {

	@Override
	public String event() {
		return "Dog.TrickAdded";
	}

	@Override
	public int from() {
		return 1;
	}

	@Override
	public Upcasted upcast(EventData event) {
		return Upcasted.same(event);
	}

}
