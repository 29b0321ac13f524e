package io.eventsourcing.application;

import io.eventsourcing.persistence.jdbc.PostgresStore;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class PostgresStoredFormTest extends StoredFormContract {

	@Override
	ApplicationRecorder createRecorder() {
		return PostgresStore.recorder();
	}

}
