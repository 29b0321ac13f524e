package io.eventsourcing.test.autoconfigure.dogs;

import java.util.Set;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.process.Processing;

import org.springframework.stereotype.Service;

/** Registers a certificate, which is a dog for simplicity, for each third trick. */
@Service
public class Certificates extends ProcessApplication {

	@Override
	public Set<String> topics() {
		return Set.of("Dog.TrickAdded");
	}

	@Override
	protected void policy(DomainEvent event, Processing processing) {
		Dog dog = repository().get(Dog.class, event.originatorId(), event.originatorVersion());
		if (dog.tricks().size() == 3) {
			processing.collectEvents(new Dog("Certificate of " + dog.name()));
		}
	}

}
