package io.eventsourcing.sample.examples;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresPageSearch implements PageSearch {

	private final JdbcClient jdbc;

	PostgresPageSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<UUID> find(String words) {
		return this.jdbc.sql("""
				select page_id from page_contents, websearch_to_tsquery('english', ?) as query
				where search_index @@ query
				order by ts_rank(search_index, query) desc, page_id
				""").param(words).query(UUID.class).list();
	}

}
