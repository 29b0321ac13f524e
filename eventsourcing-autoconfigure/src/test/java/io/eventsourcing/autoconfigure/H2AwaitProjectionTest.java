package io.eventsourcing.autoconfigure;

class H2AwaitProjectionTest extends AwaitProjectionContract {

	H2AwaitProjectionTest() {
		super(Contexts.newH2());
	}

}
