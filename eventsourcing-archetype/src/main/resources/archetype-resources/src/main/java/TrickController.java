package ${package};

import java.util.List;

import ${package}.TrickPopularity.PopularTrick;
import io.eventsourcing.projection.AwaitProjection;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TrickController {

	private final TrickPopularity popularity;

	TrickController(TrickPopularity popularity) {
		this.popularity = popularity;
	}

	/**
	 * Returns the most popular tricks. They include the event whose position is in the
	 * header {@code Event-Position} of the request, if there is one.
	 */
	@GetMapping("/tricks")
	@AwaitProjection("trick-popularity")
	List<PopularTrick> mostPopular() {
		return this.popularity.mostPopular(10);
	}

}
