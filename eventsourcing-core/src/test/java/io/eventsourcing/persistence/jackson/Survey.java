package io.eventsourcing.persistence.jackson;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import org.jspecify.annotations.Nullable;

/** Has events with attributes of every kind. */
class Survey extends Aggregate {

	enum Weather {

		SUN,

		RAIN {
			@Override
			boolean wet() {
				return true;
			}
		};

		boolean wet() {
			return false;
		}

	}

	record Point(int x, int y) {
	}

	record Priced(BigDecimal price, Optional<LocalDate> until, List<Shape> shapes) {
	}

	record Closed() {
	}

	@Event("Begun")
	Survey() {
	}

	@Event("Priced")
	void price(BigDecimal price) {
	}

	@Event("Assigned")
	void assign(UUID to, @Nullable String why) {
	}

	@Event("Timed")
	void time(Instant at, Duration took, Optional<LocalDate> due) {
	}

	@Event("Observed")
	void observe(Weather weather, Set<Weather> before) {
	}

	@Event("Measured")
	void measure(Map<UUID, List<Point>> tracks, Point[] corners, int[] heights, byte[] picture) {
	}

	@Event("Drawn")
	void draw(Shape first, List<Shape> others, Map<String, Shape> named, Shape[] array, Optional<Shape> last) {
	}

	@Event("Counted")
	void count(int dogs, Integer cats, boolean exact) {
	}

	@Event("Ended")
	void end() {
	}

	void priceExplicitly(Priced priced) {
		trigger(priced);
	}

	@Apply("PricedExplicitly")
	void on(Priced priced) {
	}

	void close() {
		trigger(new Closed());
	}

	@Apply
	void on(Closed closed) {
	}

}
