package io.eventsourcing.autoconfigure;

class H2RemoteLogTest extends JdbcRemoteLogContract {

	@Override
	String[] store() {
		return Contexts.newH2();
	}

}
