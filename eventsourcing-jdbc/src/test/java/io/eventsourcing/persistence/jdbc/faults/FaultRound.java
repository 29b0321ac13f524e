package io.eventsourcing.persistence.jdbc.faults;

import java.util.List;

/** A store with running processes, and what can happen to them. */
interface FaultRound extends AutoCloseable {

	Scenario scenario();

	/** Returns one fault of each kind. */
	List<Fault> faults();

	@Override
	void close();

}
