package io.eventsourcing.sample.dogschool;

import java.time.Duration;
import java.util.List;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.TrickPopularity.PopularTrick;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Exposes the tricks by popularity over HTTP.
 */
@RestController
class TrickController {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final TrickPopularity popularity;

	private final Projections projections;

	private final NotificationLog log;

	TrickController(TrickPopularity popularity, Projections projections, NotificationLog log) {
		this.popularity = popularity;
		this.projections = projections;
		this.log = log;
	}

	/**
	 * Returns the most popular tricks.
	 * @param position the notification id of an event that the result must reflect, or 0
	 * @param limit the maximum number of tricks
	 */
	@GetMapping("/tricks")
	List<PopularTrick> mostPopular(@RequestParam(defaultValue = "0") @Min(0) long position,
			@RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
		if (position > 0) {
			await(position);
		}
		return this.popularity.mostPopular(limit);
	}

	private void await(long position) {
		if (position > this.log.maxId()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no event " + position + " yet");
		}
		if (!this.projections.await("trick-popularity", position, TIMEOUT)) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
					"The tricks do not include event " + position + " yet");
		}
	}

}
