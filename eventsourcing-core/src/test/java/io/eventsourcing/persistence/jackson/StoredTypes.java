package io.eventsourcing.persistence.jackson;

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
import java.util.Collection;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import org.jspecify.annotations.Nullable;

/** Has events with attributes of every type that the store supports by itself. */
class StoredTypes extends Aggregate {

	enum Size {

		SMALL, LARGE {
			@Override
			boolean isHeavy() {
				return true;
			}
		},

		@JsonEnumDefaultValue
		OTHER;

		boolean isHeavy() {
			return false;
		}

		/** A text for people, which may change. */
		@Override
		public String toString() {
			return "The size: " + name().toLowerCase(Locale.ROOT);
		}

	}

	record Point(int x, int y) {

		/** Looks like a property, but is no component. */
		public String getLabel() {
			return this.x + "/" + this.y;
		}

		public boolean isOrigin() {
			return this.x == 0 && this.y == 0;
		}

	}

	record Box<T>(T content, List<T> more) {
	}

	sealed interface Payment permits Cash, Card, Online, Free {

	}

	record Cash(BigDecimal amount) implements Payment {
	}

	@JsonTypeName("credit-card")
	record Card(String number, List<Payment> refunds) implements Payment {
	}

	sealed interface Online extends Payment permits Online.Wallet {

		record Wallet(String owner) implements Online {
		}

	}

	enum Free implements Payment {

		GIFT

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	sealed interface Annotated permits Annotated.First {

		record First(int value) implements Annotated {
		}

	}

	/** Stored as its only component. */
	record Email(@JsonValue String address) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Email {
		}

	}

	/** Not a record: its fields are stored. */
	static final class Stamp {

		private final String country;

		private final int value;

		public Stamp(String country, int value) {
			this.country = country;
			this.value = value;
		}

		public String getDescription() {
			return this.country + this.value;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Stamp that && this.country.equals(that.country) && this.value == that.value;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.country, this.value);
		}

	}

	@Event("Begun")
	StoredTypes() {
	}

	@Event("Primitives")
	void primitives(boolean flag, byte small, short medium, int number, long large, float single, double precise,
			char letter) {
	}

	@Event("Wrappers")
	void wrappers(@Nullable Boolean flag, @Nullable Byte small, @Nullable Short medium, @Nullable Integer number,
			@Nullable Long large, @Nullable Float single, @Nullable Double precise, @Nullable Character letter) {
	}

	@Event("Nulls")
	void nulls(@Nullable Integer number, @Nullable BigDecimal decimal, @Nullable Size size, @Nullable Point point,
			@Nullable Payment payment, @Nullable List<String> list, int @Nullable [] array,
			@Nullable Optional<String> optional) {
	}

	@Event("Texts")
	void texts(String plain, @Nullable String missing, CharSequence sequence) {
	}

	@Event("Decimals")
	void decimals(BigDecimal scale, BigDecimal power, BigDecimal tiny, BigInteger large) {
	}

	@Event("Identifiers")
	void identifiers(UUID id, URI uri, Locale locale, Currency currency, Class<?> type) {
	}

	@Event("Dates")
	void dates(LocalDate date, LocalTime time, LocalTime exact, LocalDateTime both, YearMonth month, Year year,
			MonthDay day) {
	}

	@Event("Instants")
	void instants(Instant instant, Instant exact, OffsetDateTime offset, OffsetTime time) {
	}

	@Event("Zoned")
	void zoned(ZonedDateTime zone, ZonedDateTime overlap, ZonedDateTime utc, ZonedDateTime z, ZonedDateTime offset) {
	}

	@Event("Durations")
	void durations(Duration duration, Period period, ZoneId zone, ZoneOffset offset, DayOfWeek day, Month month) {
	}

	@Event("Enums")
	void enums(Size size, Size withBody, Set<Size> set, Map<Size, Integer> map) {
	}

	@Event("Optionals")
	void optionals(Optional<String> present, Optional<Point> empty, OptionalInt number, OptionalLong large,
			OptionalDouble precise) {
	}

	@Event("Collections")
	void collections(List<String> list, Set<String> ordered, SortedSet<String> sorted, Collection<Integer> numbers,
			Deque<String> queue, List<List<@Nullable Integer>> nested) {
	}

	@Event("Maps")
	void maps(Map<String, Integer> ordered, SortedMap<String, Integer> sorted, Map<UUID, Point> byId,
			Map<LocalDate, Integer> byDate, Map<Integer, String> byNumber) {
	}

	@Event("Measures")
	void measures(byte[] small, float[] single, double[][] precise) {
	}

	@Event("Arrays")
	void arrays(byte[] bytes, int[] numbers, char[] letters, String[] texts, Point[] points, long[][] nested) {
	}

	@Event("Records")
	void records(Point point, Box<BigDecimal> box, Box<Box<Point>> nested, @Nullable Point missing) {
	}

	@Event("SealedTypes")
	void sealed(Payment payment, List<Payment> list, Map<String, Payment> map, Optional<Payment> optional, Card card) {
	}

	@Event("Annotated")
	void annotated(Annotated annotated, Stamp stamp) {
	}

	@Event("SingleValues")
	void singleValues(Email email, List<Email> list) {
	}

}
