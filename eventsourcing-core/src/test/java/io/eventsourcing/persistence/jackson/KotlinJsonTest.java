package io.eventsourcing.persistence.jackson;

import java.math.BigDecimal;
import java.util.List;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.shape.AttributeMismatchException;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classes in Kotlin are stored and read, with defaults for attributes that were added.
 */
class KotlinJsonTest {

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	private final KotlinEvents events = new KotlinEvents();

	KotlinJsonTest() {
		this.events.collectEvents();
	}

	@Test
	void theClassesAreSupported() {
		EventType.of(KotlinEvents.class).forEach(this.transcoder::validate);
	}

	@Test
	void aDataClassWithDefaultsComesBack() {
		this.events.move(new KotlinAddress("High Street", "York", null, 2));
		assertThat(json())
			.isEqualTo("{\"address\":{\"street\":\"High Street\",\"city\":\"York\",\"floor\":null,\"doors\":2}}");
		assertThatItComesBack();
	}

	@Test
	void defaultsFillInForAttributesThatOldEventsLack() {
		this.events.move(new KotlinAddress("", "", null, 0));
		assertThat(read("{\"address\":{\"street\":\"High Street\"}}").get("address"))
			.isEqualTo(new KotlinAddress("High Street", "Bath", null, 1));
	}

	@Test
	void aMissingAttributeWithoutADefaultIsAnError() {
		this.events.move(new KotlinAddress("", "", null, 0));
		assertThatExceptionOfType(AttributeMismatchException.class)
			.isThrownBy(() -> read("{\"address\":{\"city\":\"York\"}}"))
			.withMessageContaining("'street' is not stored and cannot be null");
		assertThatExceptionOfType(AttributeMismatchException.class)
			.isThrownBy(() -> read("{\"address\":{\"street\":\"a\",\"town\":\"York\"}}"))
			.withMessageContaining("'town' is stored but not declared");
	}

	@Test
	void aValueClassIsStoredAsItsValue() {
		this.events.meet(List.of(KotlinSamples.person(), KotlinSamples.named()));
		assertThat(json()).isEqualTo(
				"{\"people\":[{\"name\":\"Ann\",\"nick\":null,\"tags\":[\"q\",\"b\",\"a\"]},{\"name\":\"Ann\",\"nick\":\"A\",\"tags\":[]}]}");
		assertThatItComesBack();
	}

	@Test
	void aClassWithOnePropertyAndOneWithAnAccessorComeBack() {
		this.events.wrap(new KotlinSingle("a"), new KotlinSecret(true, 1));
		assertThat(json()).isEqualTo("{\"single\":{\"only\":\"a\"},\"secret\":{\"isOpen\":true,\"count\":1}}");
		assertThatItComesBack();
	}

	@Test
	void aSealedTypeComesBack() {
		this.events.pay(new KotlinCard("1", List.of(new KotlinCash(new BigDecimal("1.50")))));
		assertThat(json()).isEqualTo(
				"{\"payment\":{\"type\":\"KotlinCard\",\"number\":\"1\",\"refunds\":[{\"type\":\"KotlinCash\",\"amount\":1.50}]}}");
		assertThatItComesBack();
	}

	@Test
	void theEventsOfAnAggregateInKotlinComeBack() {
		EventType.of(KotlinDog.class).forEach(this.transcoder::validate);
		for (DomainEvent event : KotlinSamples.dog().collectEvents()) {
			byte[] bytes = this.transcoder.encode(event.type(), event.payload());
			assertThat(this.transcoder.decode(event.type(), 1, bytes)).isEqualTo(event.payload());
		}
	}

	@Test
	void aMissingParameterOfAnAggregateInKotlinIsNullOnlyIfItMayBe() {
		EventType type = KotlinSamples.dog().collectEvents().get(1).type();
		EventArguments added = (EventArguments) this.transcoder.decode(type, 1, "{\"trick\":\"sit\"}".getBytes(UTF_8));
		assertThat(added.get("note")).isNull();
		assertThatExceptionOfType(AttributeMismatchException.class)
			.isThrownBy(() -> this.transcoder.decode(type, 1, "{\"note\":\"n\"}".getBytes(UTF_8)))
			.withMessageContaining("'trick' is not stored and cannot be null");
	}

	private DomainEvent pending() {
		return this.events.pendingEvents().get(0);
	}

	private String json() {
		return new String(this.transcoder.encode(pending().type(), pending().payload()), UTF_8);
	}

	private EventArguments read(String json) {
		return (EventArguments) this.transcoder.decode(pending().type(), 1, json.getBytes(UTF_8));
	}

	private void assertThatItComesBack() {
		assertThat(read(json())).isEqualTo(pending().payload());
	}

}
