package io.eventsourcing.sample.projections.batch;

import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.jdbc.JdbcBatch;

@Projection("cards-and-popularity")
class CardsAndPopularity {

	private final JdbcBatch batch;

	CardsAndPopularity(JdbcBatch batch) {
		this.batch = batch;
	}

	@EventHandler("Dog.TrickAdded")
	void added(@AggregateId UUID dogId, String trick) {
		this.batch.forKey(dogId).update("update dog_cards set tricks = tricks + 1 where dog_id = ?", dogId);
		this.batch.forKey(trick).update("update trick_popularity set dogs = dogs + 1 where trick = ?", trick);
	}

}
