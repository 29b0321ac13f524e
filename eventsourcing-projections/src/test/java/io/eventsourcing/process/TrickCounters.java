package io.eventsourcing.process;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.projection.EventHandler;

/** Counts the dogs that learn a trick. */
class TrickCounters extends ProcessApplication {

	private final String name;

	TrickCounters(Infrastructure infrastructure) {
		this(infrastructure, "counters");
	}

	TrickCounters(Infrastructure infrastructure, String name) {
		super(infrastructure);
		this.name = name;
	}

	@Override
	public String name() {
		return this.name;
	}

	@EventHandler("Dog.TrickAdded")
	void count(String trick, Processing processing) {
		TrickCounter counter = repository().find(TrickCounter.class, TrickCounter.id(trick))
			.orElseGet(() -> new TrickCounter(trick));
		counter.increment();
		processing.collectEvents(counter);
	}

	int count(String trick) {
		return repository().find(TrickCounter.class, TrickCounter.id(trick)).map(TrickCounter::count).orElse(0);
	}

}
