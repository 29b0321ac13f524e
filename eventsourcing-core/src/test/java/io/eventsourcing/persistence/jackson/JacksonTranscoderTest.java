package io.eventsourcing.persistence.jackson;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.dogs.ExplicitDog;
import io.eventsourcing.dogs.TypedDog;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.jackson.Survey.Point;
import io.eventsourcing.persistence.jackson.Survey.Weather;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the attributes of events look like in the store, and that they come back as they
 * were.
 */
class JacksonTranscoderTest {

	private static final UUID ID = UUID.fromString("1e1d7398-8986-57af-bb01-11a89b2f8b02");

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	private final Survey survey = new Survey();

	@BeforeEach
	void begin() {
		this.survey.collectEvents();
	}

	@Test
	void argumentsAreWrittenByName() {
		Dog dog = new Dog("Fido \"the dog\" \u00fc");
		assertThat(json(dog)).isEqualTo("{\"name\":\"Fido \\\"the dog\\\" \u00fc\"}");
		assertThatItComesBack(dog);
	}

	@Test
	void allStylesAreWrittenAlike() {
		assertThat(json(new Dog("Fido"))).isEqualTo(json(new TypedDog("Fido")))
			.isEqualTo(json(new ExplicitDog("Fido")))
			.isEqualTo("{\"name\":\"Fido\"}");
		assertThatItComesBack(new TypedDog("Fido"));
		assertThatItComesBack(new ExplicitDog("Fido"));
	}

	@Test
	void noAttributesAreAnEmptyObject() {
		this.survey.end();
		assertThat(json()).isEqualTo("{}");
		assertThatItComesBack();
	}

	@Test
	void aRecordWithoutComponentsIsAnEmptyObject() {
		this.survey.close();
		assertThat(json()).isEqualTo("{}");
		assertThatItComesBack();
	}

	@Test
	void decimalsKeepTheirScale() {
		this.survey.price(new BigDecimal("1.50"));
		assertThat(json()).isEqualTo("{\"price\":1.50}");
		assertThatItComesBack();
	}

	@Test
	void largeDecimalsKeepTheirDigits() {
		this.survey.price(new BigDecimal("12345678901234567890.123456789012345678901234567890"));
		assertThatItComesBack();
	}

	@Test
	void uuidsAndNullsAreWritten() {
		this.survey.assign(ID, null);
		assertThat(json()).isEqualTo("{\"to\":\"" + ID + "\",\"why\":null}");
		assertThatItComesBack();
	}

	@Test
	void timesAreIsoText() {
		this.survey.time(Instant.parse("2026-02-03T04:05:06.123456Z"), Duration.ofMinutes(90),
				Optional.of(LocalDate.of(2026, 3, 1)));
		assertThat(json())
			.isEqualTo("{\"at\":\"2026-02-03T04:05:06.123456Z\",\"took\":\"PT1H30M\",\"due\":\"2026-03-01\"}");
		assertThatItComesBack();
	}

	@Test
	void anEmptyOptionalIsNull() {
		this.survey.time(Instant.EPOCH, Duration.ZERO, Optional.empty());
		assertThat(json()).endsWith(",\"due\":null}");
		assertThatItComesBack();
	}

	@Test
	void enumsAreNames() {
		this.survey.observe(Weather.RAIN, EnumSet.of(Weather.SUN));
		assertThat(json()).isEqualTo("{\"weather\":\"RAIN\",\"before\":[\"SUN\"]}");
		assertThatItComesBack();
	}

	@Test
	void collectionsAndArraysAreWrittenWithTheirContents() {
		this.survey.measure(Map.of(ID, List.of(new Point(1, 2))), new Point[] { new Point(3, 4) }, new int[] { 5, 6 },
				new byte[] { 7, 8 });
		assertThat(json()).isEqualTo("{\"tracks\":{\"" + ID
				+ "\":[{\"x\":1,\"y\":2}]},\"corners\":[{\"x\":3,\"y\":4}],\"heights\":[5,6],\"picture\":\"Bwg=\"}");
		assertThatItComesBack();
	}

	@Test
	void polymorphicValuesKeepTheirKind() {
		this.survey.draw(new Shape.Circle(1), List.of(new Shape.Square(2)), Map.of("a", new Shape.Circle(3)),
				new Shape[] { new Shape.Square(4) }, Optional.of(new Shape.Circle(5)));
		assertThat(json()).isEqualTo("{\"first\":{\"kind\":\"circle\",\"radius\":1},"
				+ "\"others\":[{\"kind\":\"square\",\"side\":2}],"
				+ "\"named\":{\"a\":{\"kind\":\"circle\",\"radius\":3}},"
				+ "\"array\":[{\"kind\":\"square\",\"side\":4}]," + "\"last\":{\"kind\":\"circle\",\"radius\":5}}");
		assertThatItComesBack();
	}

	@Test
	void aValueMayBeOfAnotherKindEachTime() {
		for (Shape shape : List.of(new Shape.Circle(1), new Shape.Square(2), new Shape.Circle(3))) {
			this.survey.draw(shape, List.of(shape), Map.of(), new Shape[0], Optional.of(shape));
			assertThatItComesBack();
			this.survey.collectEvents();
		}
	}

	@Test
	void recordsAreWrittenLikeArguments() {
		this.survey.priceExplicitly(new Survey.Priced(new BigDecimal("1.50"), Optional.of(LocalDate.of(2026, 3, 1)),
				List.of(new Shape.Circle(1))));
		assertThat(json())
			.isEqualTo("{\"price\":1.50,\"until\":\"2026-03-01\",\"shapes\":[{\"kind\":\"circle\",\"radius\":1}]}");
		assertThatItComesBack();
	}

	@Test
	void typeVariablesOfABaseClassAreResolved() {
		PointBox box = new PointBox();
		box.collectEvents();
		box.fill(new Point(1, 2), List.of(new Point(3, 4)));
		assertThat(json(box)).isEqualTo("{\"first\":{\"x\":1,\"y\":2},\"others\":[{\"x\":3,\"y\":4}]}");
		assertThatItComesBack(box);
	}

	@Test
	void attributesAreReadInAnyOrder() {
		this.survey.count(1, 2, true);
		assertThat(read("{\"exact\":true,\"cats\":2,\"dogs\":1}")).isEqualTo(pending().payload());
	}

	@Test
	void unknownAttributesAreSkipped() {
		this.survey.count(1, 2, true);
		assertThat(read("{\"a\":{\"b\":[1]},\"dogs\":1,\"c\":null,\"cats\":2,\"d\":[{}],\"exact\":true,\"e\":\"\"}"))
			.isEqualTo(pending().payload());
	}

	private DomainEvent pending() {
		return this.survey.pendingEvents().get(0);
	}

	private String json() {
		return json(this.survey);
	}

	private String json(Aggregate aggregate) {
		DomainEvent event = aggregate.pendingEvents().get(0);
		return new String(this.transcoder.encode(event.type(), event.payload()), UTF_8);
	}

	private Object read(String json) {
		return this.transcoder.decode(pending().type(), 1, json.getBytes(UTF_8));
	}

	private void assertThatItComesBack() {
		assertThatItComesBack(this.survey);
	}

	private void assertThatItComesBack(Aggregate aggregate) {
		DomainEvent event = aggregate.pendingEvents().get(0);
		assertThat(this.transcoder.decode(event.type(), 1, json(aggregate).getBytes(UTF_8))).isEqualTo(event.payload());
	}

}
