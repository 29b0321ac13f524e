package io.eventsourcing.sample.processes;

import java.util.Set;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.process.Processing;
import io.eventsourcing.sample.dogschool.Dog;

import org.springframework.stereotype.Service;

@Service
public class Rewards extends ProcessApplication {

	@Override
	public Set<String> topics() {
		return Set.of("TrickCounter.Incremented");
	}

	@Override
	protected void policy(DomainEvent event, Processing processing) {
		TrickCounter counter = repository().get(TrickCounter.class, event.originatorId(), event.originatorVersion());
		if (counter.count() == 3) {
			processing.collectEvents(new Dog("The dog who is " + counter.trick()));
		}
	}

}
