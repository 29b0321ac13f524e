package io.eventsourcing.autoconfigure;

class H2ProjectionTest extends ProjectionContract {

	H2ProjectionTest() {
		super(Contexts.newH2());
	}

}
