package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;

/** An aggregate whose events have changed several times. */
class Customer extends Aggregate {

	private String name;

	private String address = "";

	private final List<String> orders = new ArrayList<>();

	@Event("Registered")
	Customer(String name) {
		this.name = name;
	}

	@Event("NameChanged")
	void changeName(String name) {
		this.name = name;
	}

	@Event("AddressChanged")
	void changeAddress(String street, String city) {
		this.address = street + ", " + city;
	}

	@Event("Ordered")
	void order(String article, int quantity, String currency) {
		this.orders.add(quantity + " " + article + " " + currency);
	}

	String name() {
		return this.name;
	}

	String address() {
		return this.address;
	}

	List<String> orders() {
		return this.orders;
	}

	@Upcast(event = "Ordered", from = 1)
	static void renameItem(EventData event) {
		event.rename("item", "article");
	}

	@Upcast(event = "Ordered", from = 2)
	private static void addQuantity(EventData event) {
		event.setDefault("quantity", 1);
	}

	/** Records the articles, so that the result shows which step ran before. */
	@Upcast(event = "Ordered", from = 3)
	static Upcasted addCurrency(EventData event) {
		return Upcasted.same(event.set("currency", (event.text("article") != null) ? "EUR" : "none"));
	}

	@Upcast(event = "AddressChanged", from = 1)
	static void renameTown(EventData event) {
		event.rename("town", "city");
	}

	@Upcast(event = "Moved", from = 1, becomes = { "NameChanged", "AddressChanged" })
	static Upcasted split(EventData event) {
		return Upcasted.into("NameChanged", 1, event.pick("name"))
			.and("AddressChanged", 1, event.pick("street", "town"));
	}

	@Upcast(event = "HeartbeatSeen", from = 1)
	static Upcasted drop(EventData event) {
		return Upcasted.nothing();
	}

	@Upcast(event = "Ping", from = 1, becomes = "Pong")
	static Upcasted pong(EventData event) {
		return Upcasted.into("Pong", 1, event);
	}

	@Upcast(event = "Pong", from = 1, becomes = "Ping")
	static Upcasted ping(EventData event) {
		return Upcasted.into("Ping", 1, event);
	}

}
