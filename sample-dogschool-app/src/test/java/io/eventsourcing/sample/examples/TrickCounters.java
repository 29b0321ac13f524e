package io.eventsourcing.sample.examples;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.JdbcTemplate;

@Projection("trick-counters")
class TrickCounters {

	private final JdbcTemplate jdbc;

	TrickCounters(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Dog.TrickAdded")
	void added(List<DomainEvent> events) {
		Map<String, Long> times = new TreeMap<>();
		for (DomainEvent event : events) {
			EventArguments arguments = (EventArguments) event.payload();
			times.merge((String) arguments.get("trick"), 1L, Long::sum);
		}
		List<Object[]> rows = times.entrySet()
			.stream()
			.map((entry) -> new Object[] { entry.getKey(), entry.getValue() })
			.toList();
		this.jdbc.batchUpdate("""
				merge into trick_counters as counter
				using (values (cast(? as varchar), cast(? as bigint))) as added (trick, times)
				on counter.trick = added.trick
				when matched then update set times = counter.times + added.times
				when not matched then insert (trick, times) values (added.trick, added.times)
				""", rows);
	}

	long count(String trick) {
		return this.jdbc.queryForList("select times from trick_counters where trick = ?", Long.class, trick)
			.stream()
			.findFirst()
			.orElse(0L);
	}

}
