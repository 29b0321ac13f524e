package io.eventsourcing.autoconfigure;

class H2FollowerTest extends FollowerContract {

	@Override
	String[] newDatabase() {
		return Contexts.newH2();
	}

}
