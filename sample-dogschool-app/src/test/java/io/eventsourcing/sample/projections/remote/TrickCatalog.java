package io.eventsourcing.sample.projections.remote;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

@Projection("trick-catalog")
@Follows("dogschool")
class TrickCatalog {

	private final JdbcClient jdbc;

	TrickCatalog(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Dog.TrickAdded")
	void added(@AggregateId UUID dogId, String trick) {
		this.jdbc.sql("insert into trick_catalog (dog_id, trick) values (?, ?)").params(dogId, trick).update();
	}

	/** Returns the tricks of a dog, in the order in which it learned them. */
	List<String> tricks(UUID dogId) {
		return this.jdbc.sql("select trick from trick_catalog where dog_id = ? order by id")
			.param(dogId)
			.query(String.class)
			.list();
	}

}
