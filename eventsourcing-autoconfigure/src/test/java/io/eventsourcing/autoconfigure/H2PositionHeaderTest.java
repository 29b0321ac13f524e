package io.eventsourcing.autoconfigure;

class H2PositionHeaderTest extends PositionHeaderContract {

	H2PositionHeaderTest() {
		super(Contexts.newH2());
	}

}
