package io.eventsourcing.persistence.jackson;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.jackson.StoredTypes.Annotated;
import io.eventsourcing.persistence.jackson.StoredTypes.Box;
import io.eventsourcing.persistence.jackson.StoredTypes.Card;
import io.eventsourcing.persistence.jackson.StoredTypes.Cash;
import io.eventsourcing.persistence.jackson.StoredTypes.Email;
import io.eventsourcing.persistence.jackson.StoredTypes.Free;
import io.eventsourcing.persistence.jackson.StoredTypes.Online;
import io.eventsourcing.persistence.jackson.StoredTypes.Point;
import io.eventsourcing.persistence.jackson.StoredTypes.Size;
import io.eventsourcing.persistence.jackson.StoredTypes.Stamp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.cfg.PackageVersion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes of events with attributes of every supported type, compared with those in
 * {@code stored-json.txt}, which are also read. The build runs this test with the version
 * of Jackson that Spring Boot manages and with the newest one.
 * <p>
 * To support another type, add an event to {@link StoredTypes}, a call to
 * {@link #events()} and a line to the file; the failing test prints it. A line that is
 * there never changes, because such bytes are in databases.
 */
class GoldenJsonTest {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	@Test
	void theVersionOfJacksonIsTheOneThatIsTested() {
		assertThat(PackageVersion.VERSION).asString().startsWith(System.getProperty("jackson.version", "3.1."));
	}

	@Test
	void everyTypeIsStoredAsEver() throws IOException {
		String stored = events().stream().map(this::line).collect(Collectors.joining("\n"));
		assertThat(stored).isEqualTo(golden());
	}

	@Test
	void everyTypeIsReadAsEver() throws IOException {
		Map<String, String> stored = golden().lines()
			.collect(Collectors.toMap((line) -> line.substring(0, line.indexOf(' ')),
					(line) -> line.substring(line.indexOf(' ') + 1)));
		for (DomainEvent event : events()) {
			assertThat(this.transcoder.decode(event.type(), 1, stored.get(event.name()).getBytes(UTF_8)))
				.as(event.name())
				.isEqualTo(event.payload());
		}
	}

	@Test
	void everyTypeIsBoundAfterUpcasting() {
		for (DomainEvent event : events()) {
			byte[] bytes = this.transcoder.encode(event.type(), event.payload());
			assertThat(this.transcoder.bind(event.type(), this.transcoder.parse(bytes))).as(event.name())
				.isEqualTo(event.payload());
		}
	}

	private String line(DomainEvent event) {
		return event.name() + " " + new String(this.transcoder.encode(event.type(), event.payload()), UTF_8);
	}

	private static String golden() throws IOException {
		try (InputStream file = GoldenJsonTest.class.getResourceAsStream("stored-json.txt")) {
			return new String(file.readAllBytes(), UTF_8).strip();
		}
	}

	/** Returns one event of each kind, in the order of the file. */
	static List<DomainEvent> events() {
		StoredTypes types = new StoredTypes();
		scalars(types);
		times(types);
		objects(types);
		return types.collectEvents();
	}

	private static void scalars(StoredTypes types) {
		types.primitives(true, (byte) -1, (short) 2, 3, Long.MAX_VALUE, 1.5f, 0.1, 'ä');
		types.wrappers(false, Byte.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, 4L, Float.NEGATIVE_INFINITY,
				Double.NaN, '"');
		types.nulls(null, null, null, null, null, null, null, Optional.empty());
		types.texts("\"quoted\" \\ / \t\n\u0000 ü 😀", null, "");
		types.decimals(new BigDecimal("1.50"), new BigDecimal("1E+3"), new BigDecimal("1E-30"),
				BigInteger.TWO.pow(100));
		types.identifiers(UUID.fromString("1e1d7398-8986-57af-bb01-11a89b2f8b02"), URI.create("https://example.org/?q"),
				Locale.GERMANY, Currency.getInstance("EUR"), String.class);
		types.enums(Size.SMALL, Size.LARGE, new LinkedHashSet<>(List.of(Size.OTHER, Size.SMALL)),
				new EnumMap<>(Map.of(Size.LARGE, 1)));
	}

	private static void times(StoredTypes types) {
		types.dates(LocalDate.of(2026, 2, 3), LocalTime.of(4, 5), LocalTime.of(4, 5, 6, 789),
				LocalDateTime.of(2026, 2, 3, 4, 5, 6), YearMonth.of(2026, 2), Year.of(2026), MonthDay.of(2, 29));
		types.instants(Instant.parse("2026-02-03T04:05:06Z"), Instant.parse("2026-02-03T04:05:06.123456789Z"),
				OffsetDateTime.parse("2026-02-03T10:15:30+02:00"), OffsetTime.parse("10:15:30+02:00"));
		types.zoned(ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, BERLIN),
				ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN, ZoneOffset.ofHours(1)),
				ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, ZoneId.of("UTC")),
				ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, ZoneOffset.UTC),
				ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, ZoneOffset.ofHours(2)));
		types.durations(Duration.ofSeconds(90, 1), Period.of(1, 2, 3), BERLIN, ZoneOffset.ofHours(-3), DayOfWeek.MONDAY,
				Month.FEBRUARY);
	}

	private static void objects(StoredTypes types) {
		types.optionals(Optional.of("here"), Optional.empty(), OptionalInt.of(1), OptionalLong.empty(),
				OptionalDouble.of(2.5));
		types.collections(List.of("b", "a"), new LinkedHashSet<>(List.of("q", "b", "a", "zz", "k")),
				new TreeSet<>(List.of("b", "a")), List.of(2, 1), new ArrayDeque<>(List.of("b", "a")),
				List.of(Arrays.asList(1, null), List.of()));
		types.maps(new LinkedHashMap<>(Map.of("a b", 1)), new TreeMap<>(Map.of("b", 2, "a", 1)),
				Map.of(new UUID(1, 2), new Point(1, 2)), Map.of(LocalDate.of(2026, 2, 3), 1), Map.of(7, "seven"));
		types.arrays(new byte[] { 1, -1 }, new int[] { 2, 1 }, new char[] { 'a', 'b' }, new String[] { "b", null },
				new Point[] { new Point(1, 2) }, new long[][] { { 1 }, {} });
		types.records(new Point(0, 0), new Box<>(new BigDecimal("1.50"), List.of(new BigDecimal("2"))),
				new Box<>(new Box<>(new Point(1, 2), List.of()), List.of()), null);
		Card card = new Card("1", List.of(new Cash(BigDecimal.ONE)));
		types.sealed(new Cash(new BigDecimal("1.50")), List.of(card, new Online.Wallet("w"), Free.GIFT),
				Map.of("a", Free.GIFT), Optional.of(card), card);
		types.annotated(new Annotated.First(1), new Stamp("de", 1));
		types.singleValues(new Email("ann@example.org"), List.of(new Email("eve@example.org")));
	}

}
