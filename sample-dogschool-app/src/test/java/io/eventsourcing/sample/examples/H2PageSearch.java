package io.eventsourcing.sample.examples;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class H2PageSearch implements PageSearch {

	private final JdbcClient jdbc;

	H2PageSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<UUID> find(String words) {
		List<String> parts = List.of(words.toLowerCase(Locale.ROOT).split("\\s+"));
		String condition = Stream.generate(() -> "locate(?, lower(title || ' ' || body)) > 0")
			.limit(parts.size())
			.collect(Collectors.joining(" and "));
		return this.jdbc.sql("select page_id from page_contents where " + condition + " order by page_id")
			.params(parts)
			.query(UUID.class)
			.list();
	}

}
