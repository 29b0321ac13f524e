package io.eventsourcing.sample.projections;

import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

@Projection("dog-cards")
class DogCards {

	private final JdbcClient jdbc;

	DogCards(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Dog.Registered")
	void registered(@AggregateId UUID dogId, String name) {
		this.jdbc.sql("insert into dog_cards (dog_id, name, tricks) values (?, ?, 0)").params(dogId, name).update();
	}

	@EventHandler("Dog.TrickAdded")
	void added(@AggregateId UUID dogId) {
		this.jdbc.sql("update dog_cards set tricks = tricks + 1 where dog_id = ?").param(dogId).update();
	}

	@OnReset
	void reset() {
		this.jdbc.sql("delete from dog_cards").update();
	}

	int tricks(UUID dogId) {
		return this.jdbc.sql("select tricks from dog_cards where dog_id = ?")
			.param(dogId)
			.query(Integer.class)
			.single();
	}

}
