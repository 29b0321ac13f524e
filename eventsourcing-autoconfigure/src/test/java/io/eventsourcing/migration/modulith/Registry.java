package io.eventsourcing.migration.modulith;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Does what the publication registry of Spring Modulith does: stores a publication in the
 * transaction in which an event is published, and completes it after the commit.
 */
class Registry {

	static final String LISTENER = "com.acme.Kennel.on(DogEvent)";

	private final JdbcClient jdbc;

	private final List<DogEvent> received = new CopyOnWriteArrayList<>();

	Registry(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void store(DogEvent event) {
		this.jdbc.sql("""
				insert into event_publication (id, listener_id, event_type, serialized_event, publication_date)
				values (?, ?, ?, ?, current_timestamp)
				""").params(UUID.randomUUID(), LISTENER, event.getClass().getName(), "{}").update();
		if (event instanceof DogEvent.TrickAdded added && added.trick().equals("fail")) {
			this.jdbc.sql("select no_such_column from event_publication").query().listOfRows();
		}
	}

	@TransactionalEventListener
	void deliver(DogEvent event) {
		this.received.add(event);
	}

	List<DogEvent> received() {
		return this.received;
	}

}
