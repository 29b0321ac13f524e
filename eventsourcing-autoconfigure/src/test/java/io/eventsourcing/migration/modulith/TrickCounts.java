package io.eventsourcing.migration.modulith;

import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the tricks of each dog. */
@Projection("trick-counts")
class TrickCounts {

	private final JdbcClient jdbc;

	TrickCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler
	void added(@AggregateId UUID dogId, DogEvent.TrickAdded event) {
		int updated = this.jdbc.sql("update trick_count set tricks = tricks + 1 where dog_id = ?")
			.param(dogId)
			.update();
		if (updated == 0) {
			this.jdbc.sql("insert into trick_count (dog_id, tricks) values (?, 1)").param(dogId).update();
		}
	}

	int of(UUID dogId) {
		return this.jdbc.sql("select tricks from trick_count where dog_id = ?")
			.param(dogId)
			.query(Integer.class)
			.single();
	}

}
