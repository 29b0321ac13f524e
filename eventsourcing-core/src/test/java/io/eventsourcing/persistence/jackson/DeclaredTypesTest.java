package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventType;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An attribute is stored like an element or a property of the same declared type;
 * otherwise, it could not be read.
 */
class DeclaredTypesTest {

	private static final Cash CASH = new Cash(3, "EUR");

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	private final Shop shop = new Shop();

	DeclaredTypesTest() {
		this.shop.collectEvents();
	}

	@Test
	void theTypesAreSupported() {
		EventType.of(Shop.class).forEach(this.transcoder::validate);
	}

	@Test
	void annotationsOfTheClassOfAValueApply() {
		this.shop.pay(CASH, List.of(CASH), new Box<>(CASH));
		assertStored("{\"one\":[\"Cash\",[3,\"EUR\"]],\"several\":[[\"Cash\",[3,\"EUR\"]]],"
				+ "\"box\":{\"content\":[\"Cash\",[3,\"EUR\"]]}}");
	}

	@Test
	void typeArgumentsOfTheDeclaredTypeApply() {
		Free free = new Free("gift");
		this.shop.offer(new Single<>(free), new Page<>(free, 7), new Box<>(new Single<>(free)));
		assertStored("{\"offer\":{\"type\":\"Single\",\"value\":{\"type\":\"Free\",\"reason\":\"gift\"}},"
				+ "\"page\":{\"first\":{\"type\":\"Free\",\"reason\":\"gift\"},\"number\":7},"
				+ "\"box\":{\"content\":{\"type\":\"Single\",\"value\":{\"type\":\"Free\",\"reason\":\"gift\"}}}}");
	}

	private void assertStored(String json) {
		DomainEvent pending = this.shop.pendingEvents().get(0);
		byte[] stored = this.transcoder.encode(pending.type(), pending.payload());
		assertThat(stored).asString(UTF_8).isEqualTo(json);
		assertThat(this.transcoder.decode(pending.type(), 1, stored)).isEqualTo(pending.payload());
	}

	sealed interface Payment permits Cash, Free {

	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	record Cash(int amount, String currency) implements Payment {
	}

	record Free(String reason) implements Payment {
	}

	record Box<T>(T content) {
	}

	sealed interface Offer<T> permits Single {

	}

	record Single<T>(T value) implements Offer<T> {
	}

	/** Neither final nor sealed. */
	static class Page<T> {

		private final T first;

		private final int number;

		public Page(T first, int number) {
			this.first = first;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Page<?> that && this.first.equals(that.first) && this.number == that.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.first, this.number);
		}

	}

	static class Shop extends Aggregate {

		@Event("Opened")
		Shop() {
		}

		@Event("Paid")
		void pay(Payment one, List<Payment> several, Box<Payment> box) {
		}

		@Event("Offered")
		void offer(Offer<Payment> offer, Page<Payment> page, Box<Offer<Payment>> box) {
		}

	}

}
