package io.eventsourcing.sample.examples;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.application.Application;

import org.springframework.stereotype.Service;

@Service
class Wiki extends Application {

	private final PageSearch search;

	Wiki(PageSearch search) {
		this.search = search;
	}

	UUID createPage(String title, String body) {
		Page page = new Page(title, body);
		save(page);
		return page.id();
	}

	void updateBody(UUID pageId, String body) {
		change(Page.class, pageId, (page) -> page.updateBody(body));
	}

	List<Page> search(String words) {
		return this.search.find(words).stream().map((id) -> repository().get(Page.class, id)).toList();
	}

}
