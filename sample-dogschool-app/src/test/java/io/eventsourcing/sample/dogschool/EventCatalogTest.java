package io.eventsourcing.sample.dogschool;

import java.nio.file.Path;

import io.eventsourcing.persistence.catalog.EventCatalog;
import org.junit.jupiter.api.Test;

class EventCatalogTest {

	@Test
	void eventsStayReadable() {
		EventCatalog.of(Dog.class).verify(Path.of("src/test/resources/events.catalog"));
	}

}
