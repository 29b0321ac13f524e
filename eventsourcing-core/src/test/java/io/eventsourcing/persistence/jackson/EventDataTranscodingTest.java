package io.eventsourcing.persistence.jackson;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.Survey.Point;
import io.eventsourcing.persistence.jackson.Survey.Weather;
import io.eventsourcing.upcasting.EventData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The attributes of old events are parsed without loss, and bound like those of new ones.
 */
class EventDataTranscodingTest {

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	private final Survey survey = new Survey();

	@BeforeEach
	void begin() {
		this.survey.collectEvents();
	}

	@Test
	void valuesAreParsedExactly() {
		EventData data = parse(
				"""
						{"text":"a","zeros":1.50,"power":1E+3,"int":7,"long":9223372036854775807,
						"big":9223372036854775808,"flag":true,"none":null,"object":{"x":1},"array":[1,"b",null,{"y":2},[3]]}""");
		assertThat(data.names()).containsExactly("text", "zeros", "power", "int", "long", "big", "flag", "none",
				"object", "array");
		assertThat(data.get("text")).isEqualTo("a");
		assertThat(data.get("zeros")).isEqualTo(new BigDecimal("1.50"));
		assertThat(data.get("power")).isEqualTo(new BigDecimal("1E+3"));
		assertThat(data.get("int")).isEqualTo(7);
		assertThat(data.get("long")).isEqualTo(Long.MAX_VALUE);
		assertThat(data.get("big")).isEqualTo(BigInteger.TWO.pow(63));
		assertThat(data.get("flag")).isEqualTo(true);
		assertThat(data.has("none")).isTrue();
		assertThat(data.get("none")).isNull();
		assertThat(data.get("object")).isEqualTo(new EventData().set("x", 1));
		assertThat(data.get("array")).isEqualTo(Arrays.asList(1, "b", null, new EventData().set("y", 2), List.of(3)));
	}

	@Test
	void aNegativeZeroKeepsItsSign() {
		EventData data = parse("{\"double\":-0.0,\"positive\":0.00}");
		assertThat(data.get("double")).isEqualTo(-0.0);
		assertThat(data.get("positive")).isEqualTo(new BigDecimal("0.00"));
		EventType read = EventType.of(Meter.class).iterator().next();
		DomainEvent event = new Meter(-0.0, 0.1f, Double.NaN).pendingEvents().get(0);
		byte[] bytes = this.transcoder.encode(read, event.payload());
		assertThat(this.transcoder.decode(read, 1, bytes)).isEqualTo(event.payload());
		assertThat(this.transcoder.bind(read, this.transcoder.parse(bytes))).isEqualTo(event.payload());
	}

	@Test
	void aStepMaySetNumbersThatAreNotFinite() {
		DomainEvent event = new Meter(Double.NaN, Float.NEGATIVE_INFINITY, 1.5).pendingEvents().get(0);
		EventData data = new EventData().set("value", Double.NaN)
			.set("small", Float.NEGATIVE_INFINITY)
			.set("boxed", 1.5);
		assertThat(this.transcoder.bind(event.type(), data)).isEqualTo(event.payload());
	}

	private static final class Meter extends Aggregate {

		@Event("Read")
		private Meter(double value, float small, Double boxed) {
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "7", "{", "{\"a\":1", "{\"a\":1}}", "{\"a\":1}{}", "\u0000" })
	void onlyOneObjectIsParsed(String json) {
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> parse(json));
	}

	@Test
	void argumentsAreBoundAsTheyAreRead() {
		this.survey.measure(Map.of(UUID.randomUUID(), List.of(new Point(1, 2))), new Point[] { new Point(3, 4) },
				new int[] { 5, 6 }, new byte[] { 7, 8 });
		assertThatItIsBound();
		this.survey.time(Instant.parse("2026-02-03T04:05:06.123456789Z"), Duration.ofMillis(1),
				Optional.of(LocalDate.of(2026, 3, 1)));
		assertThatItIsBound();
		this.survey.observe(Weather.RAIN, EnumSet.of(Weather.SUN));
		assertThatItIsBound();
		this.survey.draw(new Shape.Circle(1), List.of(new Shape.Square(2)), Map.of("a", new Shape.Circle(3)),
				new Shape[] { new Shape.Square(4) }, Optional.empty());
		assertThatItIsBound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.50", "1E+3", "12345678901234567890123.4567890123456789012345678901234567890", "7" })
	void decimalsAreBoundWithTheirScale(String decimal) {
		this.survey.price(new BigDecimal(decimal));
		assertThatItIsBound();
	}

	@Test
	void aRecordIsBound() {
		this.survey.priceExplicitly(new Survey.Priced(new BigDecimal("1.50"), Optional.of(LocalDate.of(2026, 3, 1)),
				List.of(new Shape.Circle(1))));
		assertThatItIsBound();
	}

	@Test
	void numbersThatAStepHasSetAreBoundExactly() {
		this.survey.price(null);
		assertThat(bind(new EventData().set("price", 0.1))).isEqualTo(payload(new BigDecimal("0.1")));
		assertThat(bind(new EventData().set("price", (short) 3))).isEqualTo(payload(new BigDecimal("3")));
		assertThat(bind(new EventData().set("price", 1.5f))).isEqualTo(payload(new BigDecimal("1.5")));
		assertThat(bind(new EventData().set("price", BigInteger.TEN))).isEqualTo(payload(new BigDecimal("10")));
	}

	@Test
	void aValueOfTheWrongTypeIsNamedButNotQuoted() {
		this.survey.price(null);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> bind(new EventData().set("price", "hush")))
			.withMessageContaining("price")
			.withMessageNotContaining("hush");
	}

	private Object payload(BigDecimal price) {
		Survey other = new Survey();
		other.price(price);
		return other.pendingEvents().get(1).payload();
	}

	private EventData parse(String json) {
		return this.transcoder.parse(json.getBytes(UTF_8));
	}

	private Object bind(EventData data) {
		return this.transcoder.bind(this.survey.pendingEvents().get(0).type(), data);
	}

	private void assertThatItIsBound() {
		DomainEvent event = this.survey.collectEvents().get(0);
		EventData data = this.transcoder.parse(this.transcoder.encode(event.type(), event.payload()));
		assertThat(this.transcoder.bind(event.type(), data)).isEqualTo(event.payload());
	}

}
