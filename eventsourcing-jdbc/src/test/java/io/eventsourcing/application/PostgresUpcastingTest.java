package io.eventsourcing.application;

import io.eventsourcing.persistence.jdbc.PostgresStore;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class PostgresUpcastingTest extends UpcastingContract {

	@Override
	ApplicationRecorder createRecorder() {
		return PostgresStore.recorder();
	}

}
