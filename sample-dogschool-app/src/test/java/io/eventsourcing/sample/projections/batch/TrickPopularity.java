package io.eventsourcing.sample.projections.batch;

import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.jdbc.JdbcBatch;

@Projection("trick-popularity")
class TrickPopularity {

	private final JdbcBatch batch;

	TrickPopularity(JdbcBatch batch) {
		this.batch = batch;
	}

	@EventHandler("Dog.TrickAdded")
	void added(String trick) {
		this.batch.update("""
				insert into trick_popularity (trick, dogs) values (?, 1)
				on conflict (trick) do update set dogs = trick_popularity.dogs + 1
				""", trick);
	}

}
