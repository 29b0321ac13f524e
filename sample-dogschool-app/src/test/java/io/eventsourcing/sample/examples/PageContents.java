package io.eventsourcing.sample.examples;

import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

@Projection("page-contents")
class PageContents {

	private final JdbcClient jdbc;

	PageContents(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Page.Created")
	void created(@AggregateId UUID pageId, String title, String body) {
		this.jdbc.sql("insert into page_contents (page_id, title, body) values (?, ?, ?)")
			.params(pageId, title, body)
			.update();
	}

	@EventHandler("Page.BodyUpdated")
	void updated(@AggregateId UUID pageId, String body) {
		this.jdbc.sql("update page_contents set body = ? where page_id = ?").params(body, pageId).update();
	}

}
