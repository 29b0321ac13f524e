package ${package};

import java.util.List;

import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts how often each trick was taught. */
@Projection("trick-popularity")
class TrickPopularity {

	private final JdbcClient jdbc;

	TrickPopularity(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Dog.TrickAdded")
	void added(String trick) {
		int updated = this.jdbc.sql("update trick_popularity set times = times + 1 where trick = ?")
			.param(trick)
			.update();
		if (updated == 0) {
			this.jdbc.sql("insert into trick_popularity (trick, times) values (?, 1)").param(trick).update();
		}
	}

	@OnReset
	void reset() {
		this.jdbc.sql("delete from trick_popularity").update();
	}

	/** Returns the tricks that were taught most often, the most popular one first. */
	List<PopularTrick> mostPopular(int limit) {
		return this.jdbc.sql("select trick, times from trick_popularity order by times desc, trick limit ?")
			.param(limit)
			.query(PopularTrick.class)
			.list();
	}

	record PopularTrick(String trick, int times) {
	}

}
