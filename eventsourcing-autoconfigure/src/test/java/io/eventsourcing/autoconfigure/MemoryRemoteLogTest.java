package io.eventsourcing.autoconfigure;

class MemoryRemoteLogTest extends RemoteLogContract {

	@Override
	String[] store() {
		return new String[] { "eventsourcing.store=memory" };
	}

}
