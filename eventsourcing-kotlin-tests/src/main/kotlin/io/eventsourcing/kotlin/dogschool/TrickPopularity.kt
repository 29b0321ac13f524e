package io.eventsourcing.kotlin.dogschool

import java.util.UUID

import io.eventsourcing.domain.AggregateId
import io.eventsourcing.projection.EventHandler
import io.eventsourcing.projection.OnReset
import io.eventsourcing.projection.Projection
import org.springframework.jdbc.core.simple.JdbcClient

@Projection("trick-popularity")
class TrickPopularity(private val jdbc: JdbcClient) {

	@EventHandler("Dog.Registered")
	fun registered(name: Name, @AggregateId dogId: UUID) {
		jdbc.sql("insert into dog_names (dog_id, name) values (?, ?)").params(dogId, name.text).update()
	}

	@EventHandler("Dog.TrickAdded")
	fun added(trick: String) {
		val updated = jdbc.sql("update trick_popularity set times = times + 1 where trick = ?").param(trick).update()
		if (updated == 0) {
			jdbc.sql("insert into trick_popularity (trick, times) values (?, 1)").param(trick).update()
		}
	}

	@OnReset
	fun reset() {
		jdbc.sql("delete from trick_popularity").update()
		jdbc.sql("delete from dog_names").update()
	}

	fun mostPopular(): List<String> =
		jdbc.sql("select trick from trick_popularity order by times desc, trick")
			.query(String::class.java)
			.list()
			.filterNotNull()

	fun names(): List<String> =
		jdbc.sql("select name from dog_names order by name").query(String::class.java).list().filterNotNull()

}
