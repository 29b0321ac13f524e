package io.eventsourcing.orders;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;

/** An order that was once completed in one step, and was checked. */
public class Order extends Aggregate {

	@Event("Placed")
	Order(String customer) {
	}

	@Event("Shipped")
	void ship(String city) {
	}

	@Event("Paid")
	void pay(String amount) {
	}

	@Upcast(event = "Completed", from = 1, becomes = { "Shipped", "Paid" })
	static Upcasted split(EventData event) {
		return Upcasted.into("Shipped", 1, event.pick("city")).and("Paid", 1, event.pick("amount"));
	}

	@Upcast(event = "Checked", from = 1)
	static Upcasted drop(EventData event) {
		return Upcasted.nothing();
	}

}
