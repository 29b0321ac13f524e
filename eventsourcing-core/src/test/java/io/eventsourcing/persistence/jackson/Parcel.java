package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Its events are read from JSON that was stored when they had other attributes. */
class Parcel extends Aggregate {

	record Address(@Nullable String street, @JsonAlias("town") @Nullable String city, Optional<String> floor) {
	}

	record Stop(Address address, @Nullable Integer minutes) {
	}

	record Sent(@Nullable String to, @Nullable String from) {
	}

	@JsonIgnoreProperties("legacy")
	record Tolerant(@Nullable String text) {
	}

	record Box<T>(@Nullable T content, @Nullable String label) {
	}

	/** Not a record: Jackson sets its fields. */
	static class Stamp {

		@Nullable String country;

		int value;

	}

	sealed interface Payment permits Cash, Card {

	}

	record Cash(@Nullable String currency) implements Payment {
	}

	record Card(@Nullable String number, @Nullable String owner) implements Payment {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
	@JsonSubTypes(@JsonSubTypes.Type(value = Van.class, name = "van"))
	interface Vehicle {

	}

	enum Label {

		FRAGILE, COOL

	}

	record Van(@Nullable String plate, @Nullable String driver) implements Vehicle {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	@JsonSubTypes({ @JsonSubTypes.Type(DeducedA.class), @JsonSubTypes.Type(DeducedB.class) })
	interface Deduced {

	}

	record DeducedA(@Nullable Integer a, @Nullable Integer b) implements Deduced {
	}

	record DeducedB(@Nullable Integer x) implements Deduced {
	}

	@Event("Created")
	Parcel() {
	}

	@Event("Named")
	void name(@Nullable String name, @Nullable String note) {
	}

	@Event("Aliased")
	void alias(@JsonAlias({ "label", "title" }) @Nullable String name, @Nullable String note) {
	}

	@Event("Weighed")
	void weigh(int grams, String scale, Optional<String> place, @Nullable String note) {
	}

	@NullUnmarked
	@Event("Unmarked")
	void unmarked(String text, Integer number) {
	}

	@Event("Routed")
	void route(Address start, List<Stop> stops, Map<String, Address> named, Optional<Address> last, Address[] others) {
	}

	@Event("Paid")
	void pay(Payment payment, Vehicle vehicle) {
	}

	@Event("Marked")
	void mark(Label label, Set<Label> labels) {
	}

	@Event("Deduced")
	void deduce(Deduced one) {
	}

	@Event("Packed")
	void pack(Box<Address> box, Stamp stamp, Tolerant tolerant) {
	}

	@Apply
	void on(Sent sent) {
	}

}
