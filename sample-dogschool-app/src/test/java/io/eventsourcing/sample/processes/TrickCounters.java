package io.eventsourcing.sample.processes;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.process.Processing;
import io.eventsourcing.projection.EventHandler;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

@Service
public class TrickCounters extends ProcessApplication {

	@Autowired
	public TrickCounters() {
	}

	public TrickCounters(Infrastructure infrastructure) {
		super(infrastructure);
	}

	@EventHandler("Dog.TrickAdded")
	void count(String trick, Processing processing) {
		TrickCounter counter = repository().find(TrickCounter.class, TrickCounter.id(trick))
			.orElseGet(() -> new TrickCounter(trick));
		counter.increment();
		processing.collectEvents(counter);
	}

	public int count(String trick) {
		return repository().find(TrickCounter.class, TrickCounter.id(trick)).map(TrickCounter::count).orElse(0);
	}

}
