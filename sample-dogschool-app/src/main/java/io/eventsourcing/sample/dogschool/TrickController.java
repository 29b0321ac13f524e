package io.eventsourcing.sample.dogschool;

import java.util.List;

import io.eventsourcing.projection.AwaitProjection;
import io.eventsourcing.sample.dogschool.TrickPopularity.PopularTrick;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exposes the tricks by popularity over HTTP.
 */
@RestController
class TrickController {

	private final TrickPopularity popularity;

	TrickController(TrickPopularity popularity) {
		this.popularity = popularity;
	}

	/**
	 * Returns the most popular tricks. They include the event whose position is in the
	 * header {@code Event-Position} of the request, if there is one.
	 * @param limit the maximum number of tricks
	 */
	@GetMapping("/tricks")
	@AwaitProjection("trick-popularity")
	List<PopularTrick> mostPopular(@RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
		return this.popularity.mostPopular(limit);
	}

}
