package io.eventsourcing.sample.examples;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;

public class Page extends Aggregate {

	private final String title;

	private String body;

	@Event("Created")
	public Page(String title, String body) {
		this.title = title;
		this.body = body;
	}

	@Event("BodyUpdated")
	public void updateBody(String body) {
		this.body = body;
	}

	public String title() {
		return this.title;
	}

	public String body() {
		return this.body;
	}

}
