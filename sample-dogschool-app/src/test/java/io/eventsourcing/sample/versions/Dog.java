package io.eventsourcing.sample.versions;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;

public class Dog extends Aggregate {

	private String name;

	private String home = "";

	private final List<String> tricks = new ArrayList<>();

	@Event("Registered")
	public Dog(String name) {
		this.name = name;
	}

	@Event("Renamed")
	public void rename(String name) {
		this.name = name;
	}

	@Event("Moved")
	public void move(String street, String city) {
		this.home = street + ", " + city;
	}

	@Event("TrickAdded")
	public void addTrick(String name, String language) {
		this.tricks.add(name + " (" + language + ")");
	}

	@Upcast(event = "TrickAdded", from = 1)
	static void renameTrick(EventData event) {
		event.rename("trick", "name");
	}

	@Upcast(event = "TrickAdded", from = 2)
	static void addLanguage(EventData event) {
		event.setDefault("language", "en");
	}

	@Upcast(event = "Adopted", from = 1, becomes = { "Renamed", "Moved" })
	static Upcasted splitAdoption(EventData event) {
		return Upcasted.into("Renamed", 1, event.pick("name")).and("Moved", 1, event.pick("street", "city"));
	}

	@Upcast(event = "HeartbeatSeen", from = 1)
	static Upcasted dropHeartbeat(EventData event) {
		return Upcasted.nothing();
	}

	public String name() {
		return this.name;
	}

	public String home() {
		return this.home;
	}

	public List<String> tricks() {
		return this.tricks;
	}

}
