package io.eventsourcing.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** The bootstrapper of {@link EventSourcingTest}. */
class EventSourcingTestContextBootstrapper extends TestSliceTestContextBootstrapper<EventSourcingTest> {

}
