package io.eventsourcing.persistence.jackson;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.StoredTypes.Point;
import io.eventsourcing.persistence.jackson.StoredTypes.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the defaults of Jackson would lose or change: each test fails with a mapper that
 * has them.
 */
class StoredJsonTest {

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	private final StoredTypes types = new StoredTypes();

	StoredJsonTest() {
		this.types.collectEvents();
	}

	@Test
	void setsKeepTheirOrder() {
		Set<String> set = new LinkedHashSet<>(List.of("q", "b", "a", "zz", "k"));
		this.types.collections(List.of(), set, new TreeSet<>(), List.of(), new ArrayDeque<>(), List.of());
		assertThat((Set<?>) reread().get("ordered")).hasToString("[q, b, a, zz, k]");
	}

	@Test
	void timesKeepTheirOffsetAndTheirZone() {
		OffsetDateTime offset = OffsetDateTime.parse("2026-02-03T10:15:30+02:00");
		this.types.instants(null, null, offset, OffsetTime.parse("10:15:30+02:00"));
		assertThat(reread().get("offset")).isEqualTo(offset);
		this.types.collectEvents();
		ZonedDateTime zoned = ZonedDateTime.parse("2026-02-03T10:15:30+01:00[Europe/Berlin]");
		ZonedDateTime utc = ZonedDateTime.parse("2026-02-03T10:15:30Z[UTC]");
		ZonedDateTime z = ZonedDateTime.parse("2026-02-03T10:15:30Z");
		this.types.zoned(zoned, zoned, utc, z, zoned);
		assertThat(reread().asMap()).containsEntry("zone", zoned).containsEntry("utc", utc).containsEntry("z", z);
	}

	@Test
	void enumsAreStoredByNameAndNotByTheirText() {
		this.types.enums(Size.SMALL, Size.LARGE, Set.of(Size.SMALL), new EnumMap<>(Map.of(Size.LARGE, 1)));
		assertThat(json())
			.isEqualTo("{\"size\":\"SMALL\",\"withBody\":\"LARGE\",\"set\":[\"SMALL\"],\"map\":{\"LARGE\":1}}");
		assertThat(reread()).isEqualTo(pending().payload());
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "\"1\"", "\"\"", "true", "1.0", "\"HAIL\"", "\"sun\"" })
	void enumConstantsAreReadByTheirNamesOnly(String constant) {
		Survey survey = new Survey();
		survey.observe(Survey.Weather.SUN, Set.of());
		EventType type = survey.pendingEvents().get(1).type();
		byte[] json = "{\"weather\":%s,\"before\":[]}".formatted(constant).getBytes(UTF_8);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> this.transcoder.decode(type, 1, json))
			.withMessageContaining("at weather")
			.withMessageContaining(Survey.Weather.class.getName())
			.satisfies((ex) -> assertThat(ex.getMessage()).containsAnyOf("expected one of the constants [SUN, RAIN]",
					"from Boolean value"));
	}

	@Test
	void anUnknownConstantIsReadAsTheDefaultOfItsEnum() {
		this.types.enums(null, null, Set.of(), Map.of());
		EventArguments read = read("{\"size\":\"HUGE\",\"withBody\":null,\"set\":[],\"map\":{}}");
		assertThat(read.get("size")).isEqualTo(Size.OTHER);
	}

	@Test
	void gettersAreNotStored() {
		this.types.records(new Point(0, 0), null, null, null);
		assertThat(json()).isEqualTo("{\"point\":{\"x\":0,\"y\":0},\"box\":null,\"nested\":null,\"missing\":null}");
	}

	@Test
	void attributesWithoutAClassAreRefused() {
		EventType type = EventType.of(Unreadable.class)
			.stream()
			.filter((each) -> each.name().equals("Anything"))
			.findFirst()
			.orElseThrow();
		assertThatExceptionOfType(JsonAttributesException.class).isThrownBy(() -> this.transcoder.validate(type))
			.withMessageContaining("java.lang.Object does not determine the class of a value");
	}

	@Test
	void longNumbersAndKeysAndTextsAreRead() {
		this.types.decimals(null, null, null, BigInteger.TEN.pow(1200));
		assertThat(reread()).isEqualTo(pending().payload());
		this.types.collectEvents();
		this.types.maps(Map.of("k".repeat(60_000), 1), new TreeMap<>(), Map.of(), Map.of(), Map.of());
		assertThat(reread()).isEqualTo(pending().payload());
		this.types.collectEvents();
		this.types.texts("x".repeat(1_000_000), null, "");
		assertThat(reread()).isEqualTo(pending().payload());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			flag    | 1
			flag    | "true"
			number  | 3.9
			number  | 3.0
			number  | "3"
			number  | true
			number  | ""
			number  | 2147483648
			small   | 128
			small   | 255
			medium  | 32768
			large   | 9223372036854775808
			single  | "1.5"
			precise | true
			single  | 1e39
			precise | 1e309
			letter  | 65
			letter  | "ab"
			""")
	void valuesAreNotConvertedToOtherTypes(String attribute, String value) {
		this.types.primitives(true, (byte) 1, (short) 2, 3, 4, 1.5f, 2.5, 'a');
		String json = json().replaceFirst("\"" + attribute + "\":[^,}]+", "\"" + attribute + "\":" + value);
		assertThatReadingFails(json, attribute);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			number  | 3.9
			number  | 2147483648
			number  | "3"
			number  | ""
			large   | 9223372036854775808
			large   | true
			precise | 1e309
			precise | -1e309
			precise | "2.5"
			precise | ""
			precise | true
			precise | []
			""")
	void optionalNumbersAreCheckedLikeOthers(String attribute, String value) {
		this.types.optionals(Optional.empty(), Optional.empty(), OptionalInt.of(1), OptionalLong.of(2),
				OptionalDouble.of(2.5));
		assertThat(reread()).isEqualTo(pending().payload());
		String json = json().replaceFirst("\"" + attribute + "\":[^,}]+", "\"" + attribute + "\":" + value);
		assertThatReadingFails(json, attribute);
	}

	@Test
	void optionalNumbersAreReadAsTheyWereWritten() {
		this.types.optionals(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalLong.of(Long.MIN_VALUE),
				OptionalDouble.of(Double.NEGATIVE_INFINITY));
		assertThat(reread()).isEqualTo(pending().payload());
		this.types.optionals(Optional.empty(), Optional.empty(), OptionalInt.of(0), OptionalLong.empty(),
				OptionalDouble.empty());
		assertThat(reread()).isEqualTo(pending().payload());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			small   | [128]
			small   | [1, 255]
			small   | [null]
			single  | [1.5, 1e39]
			single  | ["1.5"]
			precise | [[2.5], [1e309]]
			precise | [[null]]
			precise | [2.5]
			""")
	void elementsOfArraysAreCheckedLikeSingleValues(String attribute, String value) {
		this.types.measures(new byte[0], new float[0], new double[0][]);
		String json = json().replaceFirst("\"" + attribute + "\":(\"\"|\\[\\])", "\"" + attribute + "\":" + value);
		assertThatReadingFails(json, attribute);
	}

	@Test
	void arraysOfNumbersAreReadAsTheyWereWritten() {
		this.types.measures(new byte[] { 1, -1 }, new float[] { 1.5f, Float.NaN, Float.NEGATIVE_INFINITY },
				new double[][] { { 2, 1e300, Double.POSITIVE_INFINITY }, {} });
		assertThat(reread()).isEqualTo(pending().payload());
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "1.5", "true", "[]", "{}" })
	void otherValuesAreNotReadAsText(String value) {
		this.types.texts(null, null, null);
		assertThatReadingFails("{\"plain\":%s,\"missing\":null,\"sequence\":null}".formatted(value), "plain");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "1.5", "1e309", "99999999999", "true", "[]", "[1]", "[2026,2,3]", "{}" })
	void whatIsStoredAsTextIsReadFromTextOnly(String value) {
		for (DomainEvent event : GoldenJsonTest.events()) {
			if (Set.of("Identifiers", "Dates", "Instants", "Zoned", "Durations").contains(event.name())) {
				EventArguments attributes = (EventArguments) event.payload();
				attributes.names()
					.stream()
					.filter((name) -> !(attributes.get(name) instanceof Year))
					.forEach((name) -> assertThatReplacingFails(event, name, value));
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			Identifiers | id       | ""
			Identifiers | currency | " "
			Identifiers | type     | ""
			Dates       | date     | ""
			Dates       | date     | "2026-02-03T04:05:06"
			Dates       | date     | "2026-02-03T04:05:06Z"
			Dates       | both     | "2026-02-03"
			Dates       | both     | "2026-02-03T04:05:06Z"
			Dates       | year     | "2026"
			Dates       | year     | 1.5
			Instants    | instant  | "1"
			Instants    | instant  | "1.5"
			Instants    | offset   | "1"
			Zoned       | zone     | "1"
			Durations   | duration | "1"
			Durations   | month    | "1"
			Durations   | month    | ""
			Durations   | day      | "1"
			Wrappers    | flag     | " "
			Wrappers    | number   | " "
			Wrappers    | precise  | " "
			Decimals    | scale    | " "
			Decimals    | large    | " "
			Optionals   | number   | " "
			Optionals   | precise  | " "
			""")
	void theTextOfAnotherTypeIsNotConverted(String name, String attribute, String value) {
		DomainEvent event = GoldenJsonTest.events()
			.stream()
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow();
		assertThatReplacingFails(event, attribute, value);
	}

	private void assertThatReplacingFails(DomainEvent event, String attribute, String value) {
		String json = new String(this.transcoder.encode(event.type(), event.payload()), UTF_8);
		String replaced = json.replaceFirst("\"" + attribute + "\":[^,}]+", "\"" + attribute + "\":" + value);
		assertThat(replaced).isNotEqualTo(json);
		assertThatExceptionOfType(EventSourcingException.class).as(replaced)
			.isThrownBy(() -> this.transcoder.decode(event.type(), 1, replaced.getBytes(UTF_8)))
			.withMessageContaining("at " + attribute);
	}

	@Test
	void anEmptyTextIsReadIfItIsAValue() {
		this.types.identifiers(new UUID(1, 2), URI.create(""), Locale.ROOT, Currency.getInstance("EUR"), String.class);
		assertThat(reread()).isEqualTo(pending().payload());
	}

	@Test
	void anAnnotationMaySpecifyAnotherForm() {
		Timed aggregate = new Timed(
				new Timed.Times(Instant.parse("2026-02-03T04:05:06Z"), LocalDate.of(2026, 2, 3), Month.MARCH));
		DomainEvent event = aggregate.pendingEvents().get(0);
		byte[] json = this.transcoder.encode(event.type(), event.payload());
		assertThat(json).asString(UTF_8)
			.isEqualTo("{\"times\":{\"at\":1770091506.000000000,\"on\":\"03.02.2026\",\"month\":\"MARCH\"}}");
		assertThat(this.transcoder.decode(event.type(), 1, json)).isEqualTo(event.payload());
	}

	static final class Timed extends Aggregate {

		@Event("Timed")
		Timed(Times times) {
		}

		record Times(@JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant at,
				@JsonFormat(pattern = "dd.MM.yyyy") LocalDate on, Month month) {
		}

	}

	@Test
	void aMissingPrimitiveInARecordIsAnError() {
		this.types.records(null, null, null, null);
		assertThatReadingFails("{\"point\":{\"x\":1},\"box\":null,\"nested\":null,\"missing\":null}", "'y'",
				"is not stored and cannot be null", "In 'point'", Point.class.getName());
	}

	@Test
	void typeNamesDoNotContainTheNamesOfEnclosingClasses() {
		this.types.annotated(new StoredTypes.Annotated.First(1), null);
		assertThat(json()).isEqualTo("{\"annotated\":{\"@type\":\"First\",\"value\":1},\"stamp\":null}");
		assertThat(reread()).isEqualTo(pending().payload());
	}

	@Test
	void anObjectThatContainsItselfIsAnErrorWhenItIsWritten() {
		Circle circle = new Circle();
		circle.next.add(circle);
		Circular aggregate = new Circular();
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> {
			aggregate.turn(circle);
			DomainEvent event = aggregate.pendingEvents().get(1);
			this.transcoder.encode(event.type(), event.payload());
		}).withMessageContaining("circle").withMessageContaining("500");
	}

	@Test
	void whatIsWrittenAtTheGreatestDepthIsRead() {
		Circle outer = new Circle();
		for (int i = 0; i < 248; i++) {
			Circle next = new Circle();
			next.next.add(outer);
			outer = next;
		}
		Circular aggregate = new Circular();
		aggregate.turn(outer);
		DomainEvent event = aggregate.pendingEvents().get(1);
		byte[] bytes = this.transcoder.encode(event.type(), event.payload());
		Object read = this.transcoder.decode(event.type(), 1, bytes);
		assertThat(this.transcoder.encode(event.type(), read)).isEqualTo(bytes);
	}

	static final class Circle {

		List<Circle> next = new ArrayList<>();

	}

	private DomainEvent pending() {
		return this.types.pendingEvents().get(0);
	}

	private String json() {
		return new String(this.transcoder.encode(pending().type(), pending().payload()), UTF_8);
	}

	private EventArguments read(String json) {
		return (EventArguments) this.transcoder.decode(pending().type(), 1, json.getBytes(UTF_8));
	}

	private EventArguments reread() {
		return read(json());
	}

	private void assertThatReadingFails(String json, String... parts) {
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> read(json))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
	}

}
