package io.eventsourcing.autoconfigure;

class H2JpaTest extends JpaContract {

	H2JpaTest() {
		super(Contexts.newH2());
	}

}
