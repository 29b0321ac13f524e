package io.eventsourcing.autoconfigure;

class H2JpaFlushTest extends JpaFlushContract {

	H2JpaFlushTest() {
		super(Contexts.newH2());
	}

}
