package io.eventsourcing.sample.projections;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnActivation;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

@Projection(name = "dog-cards", version = 2)
class DogCards2 {

	private final JdbcClient jdbc;

	private final List<String> mails = new ArrayList<>();

	DogCards2(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Dog.Registered")
	void registered(@AggregateId UUID dogId, String name) {
		this.jdbc.sql("insert into dog_cards_2 (dog_id, name, tricks, last_trick) values (?, ?, 0, null)")
			.params(dogId, name)
			.update();
	}

	@EventHandler("Dog.TrickAdded")
	void added(@AggregateId UUID dogId, String trick) {
		this.jdbc.sql("update dog_cards_2 set tricks = tricks + 1, last_trick = ? where dog_id = ?")
			.params(trick, dogId)
			.update();
	}

	@EventHandler(value = "Dog.TrickAdded", replay = false)
	void congratulate(String trick) {
		this.mails.add("Congratulations on learning to " + trick + "!");
	}

	@OnActivation
	void activated() {
		this.jdbc.sql("create or replace view dog_card_view as select * from dog_cards_2").update();
	}

	List<String> mails() {
		return this.mails;
	}

}
