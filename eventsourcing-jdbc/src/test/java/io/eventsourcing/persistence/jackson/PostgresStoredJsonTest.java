package io.eventsourcing.persistence.jackson;

import io.eventsourcing.persistence.jdbc.PostgresStore;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;

class PostgresStoredJsonTest extends StoredJsonContract {

	@Override
	ApplicationRecorder createRecorder() {
		return PostgresStore.recorder();
	}

}
