package io.eventsourcing.autoconfigure;

class H2JpaProjectionTest extends JpaProjectionContract {

	H2JpaProjectionTest() {
		super(Contexts.newH2());
	}

}
